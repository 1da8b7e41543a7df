import Markup
import RunModel

/// A nested value in a table cell.
enum CompactText {
  /// `[1, 2, 3]`, `{a: 1}`; deep or long values are cut.
  static func of(_ value: StructuredValue, depth: Int = 0) -> String {
    guard depth < 4 else { return "…" }
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .integer(let number): return String(number)
    case .number(let number): return NumberText.exact(number)
    case .string(let text): return text
    case .list(let items):
      let shown = items.prefix(40).map { of($0, depth: depth + 1) }
      return "[" + shown.joined(separator: ", ") + (items.count > 40 ? ", …]" : "]")
    case .object(let members):
      let shown = members.prefix(40).map { $0.name + ": " + of($0.value, depth: depth + 1) }
      return "{" + shown.joined(separator: ", ") + (members.count > 40 ? ", …}" : "}")
    }
  }
}

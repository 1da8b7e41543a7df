import RunModel

extension StructuredValue {
  /// The value as compact JSON, for parameters that are lists or objects; NaN and infinities bare, as read.
  var jsonText: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value):
      value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Infinity" : "Infinity") : "\(value)"
    case .integer(let value): String(value)
    case .string(let text): StructuredValue.quoted(text)
    case .list(let items): "[" + items.map(\.jsonText).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { StructuredValue.quoted($0.name) + ": " + $0.value.jsonText }.joined(separator: ", ") + "}"
    }
  }

  /// The value as a parameter shows it: a string without quotation marks, anything else as JSON.
  var parameterText: String {
    if case .string(let text) = self { return text }
    return jsonText
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

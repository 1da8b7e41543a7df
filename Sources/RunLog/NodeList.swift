/// Slurm's way to write many nodes: `gpu[01-03,07],login1`.
enum NodeList {
  /// More nodes than any job has are a mistake in the text.
  private static let limit = 100_000

  /// The names, in order; nil for a text that is no such list.
  static func expand(_ text: String) -> [String]? {
    var names: [String] = []
    for part in split(text) {
      guard let some = expandOne(part), names.count + some.count <= limit else { return nil }
      names += some
    }
    return names.isEmpty ? nil : names
  }

  /// Parts between commas that stand outside of brackets.
  private static func split(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "[": depth += 1
      case "]": depth -= 1
      case "," where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    return parts + [text[start...]]
  }

  private static func expandOne(_ part: Substring) -> [String]? {
    guard let open = part.firstIndex(of: "[") else { return part.isEmpty ? nil : [String(part)] }
    guard let close = part[open...].firstIndex(of: "]") else { return nil }
    // `rack[1-2]node[1-4]` has several brackets.
    let rest = part[part.index(after: close)...]
    guard let tails = rest.isEmpty ? [""] : expandOne(rest) else { return nil }
    var names: [String] = []
    for range in part[part.index(after: open)..<close].split(separator: ",") {
      let ends = range.split(separator: "-")
      guard ends.count <= 2, let first = ends.first, let last = ends.last, let from = Int(first), let to = Int(last),
        from <= to, to - from < limit
      else { return nil }
      for number in from...to {
        let digits = String(number)
        let zeros = String(repeating: "0", count: max(0, first.count - digits.count))
        for tail in tails {
          names.append(part[..<open] + zeros + digits + tail)
          guard names.count <= limit else { return nil }
        }
      }
    }
    return names
  }
}

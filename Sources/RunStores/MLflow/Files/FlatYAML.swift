/// The part of YAML that MLflow's metadata files are written in: one `key: value` on each line.
enum FlatYAML {
  typealias Line = UnsafeBufferPointer<UInt8>

  enum Meaning {
    case field(String, String?)
    /// Empty or a comment.
    case nothing
    /// YAML of another kind, or none.
    case other
  }

  /// The fields of a file; nil if any line of it is of another kind.
  static func fields(_ bytes: UnsafeBufferPointer<UInt8>) -> MetaFields? {
    var fields = MetaFields()
    for line in lines(bytes) {
      switch FlatYAML.line(line) {
      case .field(let name, let value): fields.add(name, value)
      case .nothing: continue
      case .other: return nil
      }
    }
    return fields.isEmpty ? nil : fields
  }

  /// The lines of a file without their ends, LF or CRLF.
  static func lines(_ bytes: UnsafeBufferPointer<UInt8>) -> [Line] {
    bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Line(rebasing: line.last == 0x0D ? line.dropLast() : line)
    }
  }

  /// What one line says.
  static func line(_ line: Line) -> Meaning {
    guard let first = line.first, first != UInt8(ascii: "#") else { return .nothing }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0, line[..<colon].allSatisfy(isKeyByte) else {
      return line.allSatisfy { $0 == 0x20 } ? .nothing : .other
    }
    guard colon + 1 == line.count || line[colon + 1] == 0x20, line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      return .other
    }
    var start = colon + 1
    var end = line.count
    while start < end, line[start] == 0x20 { start += 1 }
    while end > start, line[end - 1] == 0x20 { end -= 1 }
    return field(String(decoding: line[..<colon], as: UTF8.self), Line(rebasing: line[start..<end]))
  }

  /// A field whose value is a scalar on one line; `other` if it takes more than that to read it.
  private static func field(_ name: String, _ value: Line) -> Meaning {
    guard let first = value.first else { return .field(name, nil) }
    switch first {
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      guard value.count >= 2, value[value.count - 1] == first else { return .other }
      let inner = value[1..<(value.count - 1)]
      let isEscaped = inner.contains(first) || (first == UInt8(ascii: "\"") && inner.contains(UInt8(ascii: "\\")))
      return isEscaped ? .other : .field(name, String(decoding: inner, as: UTF8.self))
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      // The empty list and the empty object are fields without a text.
      return value.count == 2 && value[1] == first + 2 ? .field(name, nil) : .other
    case UInt8(ascii: "-") where value.count > 1 && value[1] &- UInt8(ascii: "0") < 10:
      break
    case let byte where indicators.contains(byte):
      return .other
    default:
      break
    }
    guard value[value.count - 1] != UInt8(ascii: ":") else { return .other }
    for index in value.indices.dropFirst() {
      if value[index] == UInt8(ascii: "#"), value[index - 1] == 0x20 { return .other }
      if value[index] == 0x20, value[index - 1] == UInt8(ascii: ":") { return .other }
    }
    return .field(name, MetaFields.plain(String(decoding: value, as: UTF8.self)))
  }

  private static let indicators: Set<UInt8> = Set("-?:,[]{}#&*!|>'\"%@`".utf8)

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}

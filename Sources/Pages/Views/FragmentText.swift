import RunTables

/// A choice as the fragment of an address, as docs/comparison.md has it: what the script makes of the same choice.
struct FragmentText {
  private var members: [String] = []

  /// `#f=status:completed&s=-metric.accuracy.max`; empty if nothing is chosen.
  var text: String { members.isEmpty ? "" : "#" + members.joined(separator: "&") }

  /// Adds a member; an empty value is the default and left out.
  ///
  /// - Parameter name: one of the table's letters.
  mutating func add(_ name: Character, _ value: String) {
    guard !value.isEmpty else { return }
    members.append("\(name)=" + FragmentText.encoded(value))
  }

  mutating func add(_ name: Character, list: [String]) { add(name, list.joined(separator: "~")) }

  /// Only what an address cannot hold, or chats cut links at, is encoded.
  private static func encoded(_ text: String) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if isPlain(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.utf8.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    return encoded
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-.!$'*+,;:@/?=~".utf8.contains(byte)
    }
  }
}

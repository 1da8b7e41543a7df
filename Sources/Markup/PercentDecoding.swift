/// Undoes `%20` and the like in addresses.
public enum PercentDecoding {
  /// `a%20b` as `a b`, repaired to UTF-8; what is no such escape stays.
  public static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = self.byte(rest) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The byte that two hexadecimal digits at the start of a text stand for; nil if others stand there.
  public static func byte(_ text: ArraySlice<UInt8>) -> UInt8? {
    let digits = text.prefix(2)
    // A sign before one digit would be a number, too.
    guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}

/// Sets of bytes that parts of secrets consist of.
struct ByteClass: OptionSet {
  let rawValue: UInt8

  static let lower = ByteClass(rawValue: 1)
  static let upper = ByteClass(rawValue: 2)
  static let digit = ByteClass(rawValue: 4)
  /// The underscore.
  static let underscore = ByteClass(rawValue: 8)
  /// The hyphen.
  static let hyphen = ByteClass(rawValue: 16)
  /// The point.
  static let dot = ByteClass(rawValue: 32)
  /// `+ / = ~ %`, in Base64 and in queries.
  static let base64 = ByteClass(rawValue: 64)
  /// `a` to `f`, beside `lower`.
  static let hexLetter = ByteClass(rawValue: 128)

  static let alphanumeric: ByteClass = [.lower, .upper, .digit]
  static let name: ByteClass = [.lower, .upper, .digit, .underscore]
  static let url: ByteClass = [.lower, .upper, .digit, .underscore, .hyphen]
  static let token: ByteClass = [.lower, .upper, .digit, .underscore, .hyphen, .dot, .base64]
  static let hex: ByteClass = [.digit, .hexLetter]

  @inline(__always) static func of(_ byte: UInt8) -> ByteClass {
    switch byte {
    case 0x61...0x66: [.lower, .hexLetter]
    case 0x67...0x7A: .lower
    case 0x41...0x5A: .upper
    case 0x30...0x39: .digit
    case UInt8(ascii: "_"): .underscore
    case UInt8(ascii: "-"): .hyphen
    case UInt8(ascii: "."): .dot
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "%"): .base64
    default: []
    }
  }

  /// Whether a byte is in any of these sets.
  @inline(__always) func holds(_ byte: UInt8) -> Bool { !isDisjoint(with: ByteClass.of(byte)) }
}

extension Span<UInt8> {
  /// Where the bytes of a set that begin at a place end.
  func run(_ set: ByteClass, from start: Int, limit: Int = .max) -> Int {
    var end = start
    while end < count, end - start < limit, set.holds(self[end]) { end += 1 }
    return end
  }

  /// Whether a text stands at a place; its letters must be lower case where case does not count.
  func has(_ text: [UInt8], at start: Int, ignoringCase: Bool = false) -> Bool {
    guard start >= 0, start <= count, count - start >= text.count else { return false }
    for index in 0..<text.count {
      let byte = self[start + index]
      if byte == text[index] { continue }
      guard ignoringCase, ByteClass.upper.holds(byte), byte | 0x20 == text[index] else { return false }
    }
    return true
  }

  /// Which sets the bytes of a range are in.
  func classes(_ range: Range<Int>) -> ByteClass {
    var classes: ByteClass = []
    for index in range { classes.formUnion(ByteClass.of(self[index])) }
    return classes
  }

  /// Whether the byte before a place ends something else: it is no letter and no digit, or the end of an escape such as
  /// `\n`, `%3D` or a terminal's colour.
  func beginsWord(at place: Int) -> Bool {
    guard place > 0 else { return true }
    let before = self[place - 1]
    guard ByteClass.name.holds(before) else { return true }
    if place > 1, self[place - 2] == UInt8(ascii: "\\") { return "nrt".utf8.contains(before) }
    if place > 2, self[place - 3] == UInt8(ascii: "%") { return true }
    guard before == UInt8(ascii: "m") else { return false }
    var index = place - 2
    while index > 0, index > place - 16, ByteClass.digit.holds(self[index]) || self[index] == UInt8(ascii: ";") {
      index -= 1
    }
    return index > 0 && self[index] == UInt8(ascii: "[") && self[index - 1] == 0x1B
  }
}

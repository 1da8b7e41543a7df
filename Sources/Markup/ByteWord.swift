/// Eight bytes of a text, asked about all at once.
///
/// Most texts need no escape. The tests are those of a byte below a limit and of a byte that is zero in "Bit Twiddling
/// Hacks" (S. E. Anderson, Stanford): exact in whether there is one, not in where.
struct ByteWord {
  static let width = 8

  private let bits: UInt64

  /// The eight bytes that begin there.
  @inline(__always)
  init(at start: UnsafePointer<UInt8>) {
    bits = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
  }

  /// Whether a byte is a control character, a quotation mark or a backslash.
  @inline(__always)
  var needsEscapeInJSON: Bool {
    (below(0x20) | equal(UInt8(ascii: "\"")) | equal(UInt8(ascii: "\\"))) & ByteWord.highs != 0
  }

  /// Whether a byte may not stand in HTML as it is, or cannot be told without those beside it.
  @inline(__always)
  var needsCareInMarkup: Bool {
    // `&` and `'` differ in one bit, and so do `<` and `>`.
    let marks = equal(UInt8(ascii: "\"")) | equal(UInt8(ascii: "'"), but: 1) | equal(UInt8(ascii: ">"), but: 2)
    return (bits | below(0x20) | equal(0x7F) | marks) & ByteWord.highs != 0
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Has a high bit where a byte is below a limit of at most 128.
  @inline(__always)
  private func below(_ limit: UInt64) -> UInt64 { (bits &- limit &* ByteWord.ones) & ~bits }

  /// Has a high bit where a byte is `byte`, whatever the bits of `ignored` are, which are set in `byte`.
  @inline(__always)
  private func equal(_ byte: UInt8, but ignored: UInt64 = 0) -> UInt64 {
    let difference = (bits | ignored &* ByteWord.ones) ^ UInt64(byte) &* ByteWord.ones
    return (difference &- ByteWord.ones) & ~difference
  }
}

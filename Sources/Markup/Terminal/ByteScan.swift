/// Searches through text eight bytes at a time.
///
/// Each test of eight bytes marks those that match in their highest bit; a byte above a match may be marked
/// by mistake, the lowest mark is always right (Mycroft; Anderson, "Bit Twiddling Hacks").
enum ByteScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The index of the first byte at or after `start` that is not ASCII, or the count.
  @inline(__always)
  static func asciiEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    first(bytes, from: start, in: { $0 & highs }, where: { $0 >= 0x80 })
  }

  /// The index of the first control character of ASCII other than a tab, or the count.
  @inline(__always)
  static func printableEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var index = start
    repeat {
      index = first(
        bytes, from: index, in: { ($0 &- ones &* 0x20) & ~$0 & highs | equal($0, 0x7F) },
        where: { $0 < 0x20 || $0 == 0x7F })
      guard index < bytes.count, bytes[index] == 0x09 else { return index }
      index += 1
    } while true
  }

  /// The index of the first byte before `end` that is no text in HTML: a control character other than a tab, `<`, `>`
  /// or `&`; or `end`.
  @inline(__always)
  static func plainEnd(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    let raw = bytes.bytes
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let controls = (word &- ones &* 0x20) & ~word & highs | equal(word, 0x7F)
      let marked = controls | equal(word | ones &* 2, 0x3E) | equal(word, 0x26)
      if marked != 0 {
        index &+= marked.trailingZeroBitCount / 8
        guard bytes[index] == 0x09 else { return index }
        index &+= 1
        continue
      }
      index &+= 8
    }
    while index < end, isPlain(bytes[index]) { index &+= 1 }
    return index
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte | 2 != 0x3E && byte != 0x26 || byte == 0x09
  }

  /// Marks the bytes that are `value`.
  @inline(__always)
  private static func equal(_ word: UInt64, _ value: UInt64) -> UInt64 {
    let difference = word ^ (ones &* value)
    return (difference &- ones) & ~difference & highs
  }

  @inline(__always)
  private static func first(
    _ bytes: Span<UInt8>, from start: Int, in marks: (UInt64) -> UInt64, where matches: (UInt8) -> Bool
  ) -> Int {
    var index = start
    let raw = bytes.bytes
    while index &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let marked = marks(word)
      if marked != 0 { return index &+ marked.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count, !matches(bytes[index]) { index &+= 1 }
    return index
  }
}

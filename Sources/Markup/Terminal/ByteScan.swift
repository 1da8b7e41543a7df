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
    var index = start
    // Nearly all text is ASCII as a whole: four times eight bytes at once.
    while index &+ 32 <= bytes.count {
      let halves = (
        word(bytes, at: index) | word(bytes, at: index &+ 8),
        word(bytes, at: index &+ 16) | word(bytes, at: index &+ 24)
      )
      guard (halves.0 | halves.1) & highs == 0 else { break }
      index &+= 32
    }
    return first(bytes, from: index, in: { $0 & highs }, where: { $0 >= 0x80 })
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

  /// Marks bytes that are no text in HTML: control characters, `<`, `>` and `&`; tabs, too, which are text.
  @inline(__always)
  static func marksOfNoText(_ word: UInt64) -> UInt64 {
    // What is below 1, or below 0x20, borrows the highest bit, which those bytes do not have.
    let borrows =
      (word &- ones &* 0x20) | ((word ^ ones &* 0x7F) &- ones) | ((word ^ ones &* 0x26) &- ones)
      | (((word | ones &* 2) ^ ones &* 0x3E) &- ones)
    return borrows & ~word & highs
  }

  @inline(__always)
  static func isText(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x7F && byte | 2 != 0x3E && byte != 0x26 || byte == 0x09
  }

  /// Eight bytes as a number, the first one lowest; whoever asks knows that there are so many.
  @inline(__always)
  static func word(_ bytes: Span<UInt8>, at index: Int) -> UInt64 {
    UInt64(littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
  }

  /// A one for each byte that is zero, and for no other.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 {
    ~((word & ~highs) &+ ~highs | word | ~highs) >> 7
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
    while index &+ 8 <= bytes.count {
      let marked = marks(word(bytes, at: index))
      if marked != 0 { return index &+ marked.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < bytes.count, !matches(bytes[index]) { index &+= 1 }
    return index
  }
}

/// A quick look at whether a line can tell of an error, a warning or a traceback at all.
///
/// All words that `SeverityScanner` knows are recognised by their last letters, colours in between or not. Most lines of
/// a log have none of them and are not looked at any further.
enum SeverityHint {
  static func isIn(_ line: Span<UInt8>) -> Bool {
    guard line.count >= 3 else { return false }
    if hasLetterLevel(line) { return true }
    var index = 0
    var letters = letterMarks(word(line, at: 0))
    while index < line.count {
      let next = letterMarks(word(line, at: index &+ 8))
      // The letters with no letter behind them.
      var ends = letters & ~(letters >> 8 | next << 56)
      while ends != 0 {
        let end = index &+ ends.trailingZeroBitCount / 8
        if end >= 2 {
          let tail = tail(line, end)
          if mayDecide(tail), decides(line, end, tail) { return true }
        }
        ends &= ends &- 1
      }
      letters = next
      index &+= 8
    }
    return false
  }

  /// Eight bytes of a line, the first one lowest; zeros behind its end.
  @inline(__always)
  private static func word(_ line: Span<UInt8>, at index: Int) -> UInt64 {
    func load(_ place: Int) -> UInt64 {
      UInt64(littleEndian: line.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
    }
    let missing = index &+ 8 &- line.count
    if missing <= 0 { return load(index) }
    if missing >= 8 { return 0 }
    if line.count >= 8 { return load(line.count &- 8) >> UInt64(8 &* missing) }
    return (index..<line.count).reduce(0) { $0 | UInt64(line[$1]) << UInt64(8 &* ($1 &- index)) }
  }

  /// Marks the letters of ASCII among eight bytes in their highest bits.
  @inline(__always)
  private static func letterMarks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = (word | ones &* 0x20) & (ones &* 0x7F)
    return (low &+ ones &* (0x80 - 0x61)) & ~(low &+ ones &* (0x80 - 0x7B)) & ~word & (ones &* 0x80)
  }

  /// The last three bytes of the word that ends with the letter at `end`, at least the third byte, in small letters, as a
  /// number.
  @inline(__always)
  private static func tail(_ line: Span<UInt8>, _ end: Int) -> UInt32 {
    let last =
      end >= 3
      ? UInt32(bigEndian: line.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: end &- 3, as: UInt32.self))
        & 0xFF_FFFF
      : UInt32(line[end &- 2]) << 16 | UInt32(line[end &- 1]) << 8 | UInt32(line[end])
    return last | 0x20_2020
  }

  /// False for most words: all tails of `decides` fall on ten of sixty-four bits under this factor, and few others do;
  /// found by trying.
  @inline(__always)
  private static func mayDecide(_ tail: UInt32) -> Bool {
    0x404A_0098_1004_4000 >> UInt64((tail &* 0x626E_E1C7) >> 26) & 1 as UInt64 != 0
  }

  /// Whether the word with this tail may be one that decides.
  private static func decides(_ line: Span<UInt8>, _ end: Int, _ tail: UInt32) -> Bool {
    func letter(_ back: Int) -> UInt8 { end >= back ? line[end &- back] | 0x20 : 0 }
    switch tail {
    case 0x726F72, 0x657272: return true  // error, err
    case 0x61726E, 0x77726E: return true  // warn, wrn
    case 0x74616C, 0x63616C: return true  // fatal, critical
    case 0x657265, 0x6E6963, 0x756C74: return true  // severe, panic, fault
    case 0x706564, 0x6C6564, 0x6B6564: return true  // dumped, failed and killed, panicked
    case 0x3A2065, 0x3A2077, 0x3A2066: return true  // ": E" of TensorFlow, ": W", ": F"
    case 0x696E67: return letter(6) == UInt8(ascii: "w")  // warning
    case 0x696F6E: return letter(4) == UInt8(ascii: "p") && letter(5) == UInt8(ascii: "e")  // exception
    case 0x6F7279: return letter(7) == UInt8(ascii: "f")  // out of memory
    case 0x61636B: return letter(4) == UInt8(ascii: "e")  // traceback
    default: return false
    }
  }

  /// `E1123 …`, `[W …`, colours before it or not.
  private static func hasLetterLevel(_ line: Span<UInt8>) -> Bool {
    var start = 0
    while start + 1 < line.count, line[start] == 0x1B {
      while start < line.count, line[start] != UInt8(ascii: "m") { start += 1 }
      start += 1
    }
    if start < line.count, line[start] == UInt8(ascii: "[") { start += 1 }
    guard start < line.count else { return false }
    return line[start] == UInt8(ascii: "E") || line[start] == UInt8(ascii: "W") || line[start] == UInt8(ascii: "F")
  }
}

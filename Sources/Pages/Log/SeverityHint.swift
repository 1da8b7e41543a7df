/// A quick look at whether a line can tell of an error, a warning or a traceback at all.
///
/// All words that `SeverityScanner` knows are recognised by their last letters, colours in between or not. Most lines of
/// a log have none of them and are not looked at any further.
enum SeverityHint {
  static func isIn(_ line: Span<UInt8>) -> Bool {
    guard line.count >= 3 else { return false }
    if hasLetterLevel(line) { return true }
    let raw = line.bytes
    var index = 0
    while index < line.count {
      // Bytes that are letters, and whether the byte behind each is one too.
      var letters: UInt64
      var following: UInt64
      if index &+ 9 <= line.count {
        letters = letterMarks(raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
        following = letterMarks(raw.unsafeLoadUnaligned(fromByteOffset: index &+ 1, as: UInt64.self))
      } else {
        var words: (UInt64, UInt64) = (0, 0)
        for place in index..<line.count {
          words.0 |= UInt64(line[place]) << (8 &* UInt64(place &- index))
          if place > index { words.1 |= UInt64(line[place]) << (8 &* UInt64(place &- index &- 1)) }
        }
        letters = letterMarks(words.0)
        following = letterMarks(words.1)
      }
      var ends = letters & ~following
      while ends != 0 {
        let end = index &+ ends.trailingZeroBitCount / 8
        if end >= 2, decides(line, end) { return true }
        ends &= ends &- 1
      }
      index &+= 8
    }
    return false
  }

  /// Marks the letters of ASCII among eight bytes in their highest bits.
  @inline(__always)
  private static func letterMarks(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let low = (word | ones &* 0x20) & (ones &* 0x7F)
    return (low &+ ones &* (0x80 - 0x61)) & ~(low &+ ones &* (0x80 - 0x7B)) & ~word & (ones &* 0x80)
  }

  /// Whether the word that ends with the letter at `end`, at least the third byte, may be one that decides.
  @inline(__always)
  private static func decides(_ line: Span<UInt8>, _ end: Int) -> Bool {
    // The last three bytes in small letters, as a number.
    let tail = UInt32(line[end &- 2]) << 16 | UInt32(line[end &- 1]) << 8 | UInt32(line[end]) | 0x20_2020
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

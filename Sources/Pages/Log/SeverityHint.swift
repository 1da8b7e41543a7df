/// A quick look at a line: can it tell of an error, a warning or a traceback at all?
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

  /// Whether the word that ends with the letter at `end` may be one that decides.
  @inline(__always)
  private static func decides(_ line: Span<UInt8>, _ end: Int) -> Bool {
    func small(_ back: Int) -> UInt8 { end >= back ? line[end &- back] | 0x20 : 0 }
    func ends(_ a: Character, _ b: Character, _ c: Character) -> Bool {
      small(2) == a.asciiValue && small(1) == b.asciiValue && small(0) == c.asciiValue
    }
    switch small(0) {
    // Error, err.
    case UInt8(ascii: "r"): return small(1) == UInt8(ascii: "r") || ends("r", "o", "r")
    // Warn, wrn, exception.
    case UInt8(ascii: "n"):
      if small(1) == UInt8(ascii: "r") { return true }
      return ends("i", "o", "n") && small(3) == UInt8(ascii: "t") && small(4) == UInt8(ascii: "p")
        && small(5) == UInt8(ascii: "e")
    // Warning.
    case UInt8(ascii: "g"): return ends("i", "n", "g") && small(6) == UInt8(ascii: "w")
    // Fatal, critical.
    case UInt8(ascii: "l"): return ends("t", "a", "l") || ends("c", "a", "l")
    // Severe, and the E of TensorFlow.
    case UInt8(ascii: "e"): return ends("e", "r", "e") || isLoneLetter(line, end)
    case UInt8(ascii: "w"), UInt8(ascii: "f"): return isLoneLetter(line, end)
    // Panic.
    case UInt8(ascii: "c"): return ends("n", "i", "c")
    // Fault.
    case UInt8(ascii: "t"): return ends("u", "l", "t")
    // Out of memory.
    case UInt8(ascii: "y"): return ends("o", "r", "y") && small(7) == UInt8(ascii: "f")
    // Dumped, failed, killed, panicked.
    case UInt8(ascii: "d"): return small(1) == UInt8(ascii: "e") && [0x6B, 0x6C, 0x70].contains(small(2))
    // Traceback.
    case UInt8(ascii: "k"): return ends("a", "c", "k") && small(3) == UInt8(ascii: "b") && small(4) == UInt8(ascii: "e")
    default: return false
    }
  }

  /// `: E `.
  private static func isLoneLetter(_ line: Span<UInt8>, _ end: Int) -> Bool {
    end >= 2 && line[end - 1] == 0x20 && line[end - 2] == UInt8(ascii: ":")
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

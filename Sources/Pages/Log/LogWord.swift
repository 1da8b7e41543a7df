/// A word of a line, with what stands around it: ASCII letters, digits and underscores.
///
/// `val_error` and `error_rate` are words of their own, so neither is the word `error`.
struct LogWord {
  let line: [UInt8]
  let start: Int
  let end: Int

  @inline(__always)
  static func isPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
  }

  var count: Int { end - start }
  /// The byte before the word, a space at the start of the line.
  var before: UInt8 { start > 0 ? line[start - 1] : 0x20 }
  /// The byte after the word, a space at the end of the line.
  var after: UInt8 { end < line.count ? line[end] : 0x20 }

  /// Whether none of its letters is small.
  var isCapital: Bool { (start..<end).allSatisfy { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(line[$0]) } }

  /// Whether it is one of these words, given in small letters, in whatever case it stands here.
  func isOne(of words: StaticString...) -> Bool {
    words.contains { $0.utf8CodeUnitCount == count && LogWord.matches(line, at: start, $0, foldingCase: true) }
  }

  /// Whether it ends with these letters, in exactly this case, or is them.
  func ends(with letters: StaticString) -> Bool {
    count >= letters.utf8CodeUnitCount
      && LogWord.matches(line, at: end - letters.utf8CodeUnitCount, letters, foldingCase: false)
  }

  /// The word before this one, if there are only spaces between them.
  var previous: LogWord? {
    var last = start
    while last > 0, line[last - 1] == 0x20 { last -= 1 }
    var first = last
    while first > 0, LogWord.isPart(line[first - 1]) { first -= 1 }
    return first < last && last < start ? LogWord(line: line, start: first, end: last) : nil
  }

  /// The name this word is the value of: `level` in `level=error` and in `"level": "error"`; nil for other words.
  var key: LogWord? {
    var last = start
    func skip(_ bytes: UInt8...) {
      while last > 0, bytes.contains(line[last - 1]) { last -= 1 }
    }
    let (quote, apostrophe) = (UInt8(ascii: "\""), UInt8(ascii: "'"))
    let isQuoted = before == quote || before == apostrophe
    skip(quote, apostrophe)
    if isQuoted { skip(0x20) }
    guard last > 0, line[last - 1] == UInt8(ascii: "=") || isQuoted && line[last - 1] == UInt8(ascii: ":")
    else { return nil }
    skip(UInt8(ascii: "="), UInt8(ascii: ":"))
    skip(0x20, quote, apostrophe)
    var first = last
    while first > 0, LogWord.isPart(line[first - 1]) { first -= 1 }
    return LogWord(line: line, start: first, end: last)
  }

  static func matches(_ line: [UInt8], at start: Int, _ word: StaticString, foldingCase: Bool = false) -> Bool {
    guard start >= 0, start + word.utf8CodeUnitCount <= line.count else { return false }
    return word.withUTF8Buffer { letters in
      letters.indices.allSatisfy { index in
        let byte = line[start + index]
        return byte == letters[index] || foldingCase && byte | 0x20 == letters[index]
      }
    }
  }
}

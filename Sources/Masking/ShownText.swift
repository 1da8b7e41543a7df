/// A text without what a terminal, or a page of a log, does not show: colours, titles, zero bytes, what was taken back.
///
/// Loggers colour the parts of a line, and so tear a secret apart, or the secret from its name: `password=\u{1B}[32mhunter2`.
/// A shell that a line grows too long for goes on behind a blank and a carriage return. UTF-16 that was appended to a file of
/// ASCII has a zero byte between its letters. All of these show the secret whole. JSON has the escape character as `\u001b`,
/// and the page of a notebook leaves out what follows.
struct ShownText {
  private(set) var bytes: [UInt8] = []
  /// Pieces of the text: where each begins here and where in the source.
  private var pieces: [(here: Int, source: Int)] = []

  /// Nil if nothing is left out.
  init?(_ source: Span<UInt8>) {
    guard var place = ShownText.nextHidden(source, from: 0) else { return nil }
    bytes.reserveCapacity(source.count)
    var start = 0
    while true {
      keep(source, start..<place)
      // A backspace, or the carriage return behind the blank of a wrapped line.
      if source[place] == 0x08 || source[place] == 0x0D { takeBack() }
      start = ShownText.end(ofHidden: source, at: place)
      guard let next = ShownText.nextHidden(source, from: start) else { break }
      place = next
    }
    keep(source, start..<source.count)
  }

  /// Where a range of this text stands in the source, from its first byte to its last.
  func source(of range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return place(range.lowerBound)..<place(range.upperBound - 1) + 1
  }

  private func place(_ index: Int) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if pieces[middle].here <= index { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return index }
    return pieces[low - 1].source + index - pieces[low - 1].here
  }

  private mutating func keep(_ source: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    pieces.append((bytes.count, range.lowerBound))
    bytes.append(source, range)
  }

  /// What comes next stands in the place of the last byte.
  private mutating func takeBack() {
    guard let last = bytes.last, last != 0x0A else { return }
    bytes.removeLast()
    while let piece = pieces.last, piece.here >= bytes.count, !pieces.isEmpty { pieces.removeLast() }
  }

  /// The colours among some bytes: they hold for what follows, too.
  static func colours(in bytes: Span<UInt8>) -> [UInt8] {
    var colours: [UInt8] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == escape else {
        index += 1
        continue
      }
      let end = end(ofHidden: bytes, at: index)
      if index + 1 < end, bytes[index + 1] == UInt8(ascii: "["), bytes[end - 1] == UInt8(ascii: "m") {
        colours.append(bytes, index..<end)
      }
      index = end
    }
    return colours
  }

  // MARK: What is hidden

  private static let escape: UInt8 = 0x1B

  /// Whether a byte is a control that shows nothing and is not the beginning of anything.
  static func isStray(_ byte: UInt8) -> Bool {
    byte < 0x20 ? byte != 0x09 && byte != 0x0A && byte != 0x0D && byte != escape : byte == 0x7F
  }

  /// Whether something hidden at two bytes tears apart what may be a word.
  static func tears(_ source: Span<UInt8>, at pair: Int) -> Bool {
    // Nearly all of them are colours.
    if source[pair] == escape, pair + 1 < source.count, source[pair + 1] == UInt8(ascii: "[") {
      return tearsWord(source, at: pair)
    }
    for index in pair..<min(pair + 2, source.count) {
      switch source[index] {
      case escape: if tearsWord(source, at: index) { return true }
      case 0x0D: if isWrap(source, at: index) { return true }
      case UInt8(ascii: "["), UInt8(ascii: "b"), UInt8(ascii: "B"):
        // From the `b[` or the `1b` to the backslash before it; most brackets have another byte before them.
        let before = index > 0 ? source[index - 1] : 0
        guard before == UInt8(ascii: "1") || before | 0x20 == UInt8(ascii: "b") else { continue }
        for start in max(0, index - 6)..<index where endOfEscaped(source, at: start) != nil { return true }
      case let byte: if isStray(byte) { return true }
      }
    }
    return false
  }

  /// Whether words, or signs of tokens, are on both sides of a sequence and of those around it.
  private static func tearsWord(_ source: Span<UInt8>, at start: Int) -> Bool {
    var before = start - 1
    // Behind another colour: `[1;36m`.
    while before > 2, source[before] == UInt8(ascii: "m") {
      var open = before - 1
      while open > 0, before - open < 20, (0x30..<0x3C).contains(source[open]) { open -= 1 }
      guard open > 0, source[open] == UInt8(ascii: "["), source[open - 1] == escape else { break }
      before = open - 2
    }
    guard before >= 0, ByteClass.token.holds(source[before]) else { return false }
    var after = start
    while after < source.count, source[after] == escape { after = end(ofSequence: source, at: after) }
    return after < source.count && (ByteClass.token.holds(source[after]) || isStray(source[after]))
  }

  /// The first byte from `start` on that a page does not show; tabs and the ends of lines are shown.
  private static func nextHidden(_ source: Span<UInt8>, from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = source.bytes
    var index = start
    while index < source.count {
      if index &+ 8 <= source.count {
        // A byte above a match may be marked by mistake, which the closer look below finds out.
        let word = UInt64(littleEndian: raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
        let (rubout, backslash) = (word ^ (ones &* 0x7F), word ^ (ones &* 0x5C))
        let marked =
          ((word &- ones &* 0x20) & ~word | (rubout &- ones) & ~rubout | (backslash &- ones) & ~backslash)
          & (ones &* 0x80)
        if marked == 0 {
          index &+= 8
          continue
        }
        index &+= marked.trailingZeroBitCount / 8
      }
      if isHidden(source, at: index) { return index }
      index &+= 1
    }
    return nil
  }

  private static func isHidden(_ source: Span<UInt8>, at index: Int) -> Bool {
    switch source[index] {
    case 0x09, 0x0A: false
    case 0x0D: isWrap(source, at: index)
    case escape: true
    case let byte where isStray(byte): true
    case UInt8(ascii: "\\"): endOfEscaped(source, at: index) != nil
    default: false
    }
  }

  /// Whether a shell went on here in the next row of its terminal.
  private static func isWrap(_ source: Span<UInt8>, at index: Int) -> Bool {
    index > 1 && source[index - 1] == 0x20 && isWord(source[index - 2]) && index + 1 < source.count
      && isWord(source[index + 1])
  }

  private static func isWord(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F }

  /// Where what begins at a hidden byte ends; a sequence ends before a byte that is none of it.
  private static func end(ofHidden source: Span<UInt8>, at start: Int) -> Int {
    source[start] == escape ? end(ofSequence: source, at: start) : endOfEscaped(source, at: start) ?? start + 1
  }

  /// Where a sequence ends that begins with an escape character.
  private static func end(ofSequence source: Span<UInt8>, at start: Int) -> Int {
    guard start + 1 < source.count else { return start + 1 }
    var index = start + 2
    switch source[start + 1] {
    case UInt8(ascii: "["):
      while index < source.count, index - start < 66, (0x20..<0x40).contains(source[index]) { index += 1 }
      return index < source.count && (0x40..<0x7F).contains(source[index]) ? index + 1 : index
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return endOfString(source, from: index) ?? index
    default:
      index = start + 1
      while index < source.count, index - start < 3, (0x20..<0x30).contains(source[index]) { index += 1 }
      return index < source.count && (0x30..<0x7F).contains(source[index]) ? index + 1 : index
    }
  }

  private static let escaped = ["\\u001b[", "\\x1b["].map { Array($0.utf8) }

  /// The end of a colour whose escape character is written out; nil for anything else.
  private static func endOfEscaped(_ source: Span<UInt8>, at start: Int) -> Int? {
    guard source[start] == UInt8(ascii: "\\"),
      let form = escaped.first(where: { source.has($0, at: start, ignoringCase: true) })
    else { return nil }
    var index = start + form.count
    while index < source.count, index - start < 66, (0x30..<0x3C).contains(source[index]) { index += 1 }
    return index < source.count && source[index] == UInt8(ascii: "m") ? index + 1 : nil
  }

  /// The end of a title or the like; nil if it has none on its line and so is shown.
  private static func endOfString(_ source: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < source.count {
      switch source[index] {
      case 0x07: return index + 1
      case escape: return index + 1 < source.count && source[index + 1] == UInt8(ascii: "\\") ? index + 2 : nil
      case 0x0A, 0x0D, 0x18, 0x1A: return nil
      default: index += 1
      }
    }
    return nil
  }
}

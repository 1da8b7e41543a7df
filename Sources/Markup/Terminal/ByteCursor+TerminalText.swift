extension ByteCursor {
  /// Appends a line that holds nothing but text and colours; false, and half of it, for another one.
  mutating func plainLine(_ line: Span<UInt8>, _ style: inout TerminalStyle) -> Bool {
    var index = 0
    // The style whose element is open.
    var open = TerminalStyle.plain
    var end = line.count
    // A carriage return before a line feed has no effect.
    while end > 0, line[end &- 1] == 0x0D { end &-= 1 }
    while true {
      if style != open {
        index = hiddenBlanks(line, index..<end, style, open)
        if index < end, line[index] != 0x1B { changeTag(style, &open) }
      }
      index = plainText(line, from: index, to: end)
      guard index < end else { break }
      if line[index] == 0x1B {
        guard let next = style.select(line, at: index) else { return false }
        index = next
      } else {
        guard entity(line[index]) else { return false }
        index &+= 1
      }
    }
    if open != .plain { closeTag(open) }
    return true
  }

  /// Appends text of one style, escaped.
  ///
  /// - Parameter open: the style whose element is open; it may be that of what stands before if all of the text is blank.
  mutating func terminalText(
    _ text: Span<UInt8>, _ range: Range<Int>, _ style: TerminalStyle, _ open: inout TerminalStyle
  ) {
    var start = range.lowerBound
    if style != open {
      start = hiddenBlanks(text, range, style, open)
      guard start < range.upperBound else { return }
      changeTag(style, &open)
    }
    terminalText(text, start..<range.upperBound)
  }

  /// Appends the blanks a text begins with if neither style shows on them: they need no element of their own.
  ///
  /// - Returns: where the text goes on.
  private mutating func hiddenBlanks(
    _ text: Span<UInt8>, _ range: Range<Int>, _ style: TerminalStyle, _ open: TerminalStyle
  ) -> Int {
    var index = range.lowerBound
    guard !style.showsSpaces, !open.showsSpaces else { return index }
    while index < range.upperBound, text[index] == 0x20 || text[index] == 0x09 {
      byte(text[index])
      index &+= 1
    }
    return index
  }

  /// Closes the element that is open and opens that of a style.
  private mutating func changeTag(_ style: TerminalStyle, _ open: inout TerminalStyle) {
    if open != .plain { closeTag(open) }
    if style != .plain { openTag(style) }
    open = style
  }

  /// Appends text, escaped.
  mutating func terminalText(_ text: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while true {
      index = plainText(text, from: index, to: range.upperBound)
      guard index < range.upperBound else { return }
      if !entity(text[index]) { byte(text[index]) }
      index &+= 1
    }
  }

  /// Appends text up to the first byte that is none in HTML, or to `end`.
  ///
  /// Eight bytes at a time are looked at and written at once: most pieces are too short to be worth copying later.
  ///
  /// - Returns: where it ends.
  private mutating func plainText(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while count &+ 8 <= capacity {
      if index &+ 8 <= end {
        let word = ByteScan.word(text, at: index)
        store(word)
        let marks = ByteScan.marksOfNoText(word)
        // A jump, not a sum: the next eight bytes need not wait for what is found in these.
        guard marks != 0 else {
          index &+= 8
          count &+= 8
          continue
        }
        index &+= marks.trailingZeroBitCount / 8
        count &+= marks.trailingZeroBitCount / 8
      } else if index < end, end >= 8 {
        // The last bytes come with those before them, and zeros, which are no text, behind them.
        let word = ByteScan.word(text, at: end &- 8) &>> UInt64(8 &* (index &+ 8 &- end))
        store(word)
        let length = ByteScan.marksOfNoText(word).trailingZeroBitCount / 8
        index &+= length
        count &+= length
      } else {
        break
      }
      guard index < end, text[index] == 0x09 else { break }
      byte(0x09)
      index &+= 1
    }
    while index < end, ByteScan.isText(text[index]) {
      byte(text[index])
      index &+= 1
    }
    return index
  }

  /// Puts eight bytes behind what is written, which has room for them.
  @inline(__always)
  private func store(_ word: UInt64) {
    UnsafeMutableRawPointer(base + count).storeBytes(of: word.littleEndian, as: UInt64.self)
  }

  /// What stands for a byte that is no text in HTML; false if it is another one.
  private mutating func entity(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"): raw("&lt;")
    case UInt8(ascii: ">"): raw("&gt;")
    case UInt8(ascii: "&"): raw("&amp;")
    default: return false
    }
    return true
  }
}

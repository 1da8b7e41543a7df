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
      let stop = ByteScan.plainEnd(line, from: index, to: end)
      if stop > index {
        let start = style == open ? index : changeTag(line, index..<stop, style, &open)
        take(line, start..<stop)
        index = stop
      }
      guard index < end else { break }
      if line[index] == 0x1B {
        guard let next = style.select(line, at: index) else { return false }
        index = next
      } else {
        if style != open { _ = changeTag(line, index..<index &+ 1, style, &open) }
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
    let start = style == open ? range.lowerBound : changeTag(text, range, style, &open)
    terminalText(text, start..<range.upperBound)
  }

  /// Closes the element that is open and opens that of a style, before the first of some text that shows the difference.
  ///
  /// - Returns: where the text begins that is still to be written.
  private mutating func changeTag(
    _ text: Span<UInt8>, _ range: Range<Int>, _ style: TerminalStyle, _ open: inout TerminalStyle
  ) -> Int {
    var start = range.lowerBound
    if !style.showsSpaces, !open.showsSpaces {
      while start < range.upperBound, text[start] == 0x20 || text[start] == 0x09 { start &+= 1 }
      take(text, range.lowerBound..<start)
      guard start < range.upperBound else { return start }
    }
    if open != .plain { closeTag(open) }
    if style != .plain { openTag(style) }
    open = style
    return start
  }

  /// Appends text, escaped.
  mutating func terminalText(_ text: Span<UInt8>, _ range: Range<Int>) {
    var index = range.lowerBound
    while true {
      let stop = ByteScan.plainEnd(text, from: index, to: range.upperBound)
      take(text, index..<stop)
      guard stop < range.upperBound else { return }
      if !entity(text[stop]) { byte(text[stop]) }
      index = stop + 1
    }
  }

  @inline(__always)
  private mutating func take(_ text: Span<UInt8>, _ range: Range<Int>) {
    text.withUnsafeBufferPointer { memory in
      if let start = memory.baseAddress { take(start + range.lowerBound, range.count) }
    }
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

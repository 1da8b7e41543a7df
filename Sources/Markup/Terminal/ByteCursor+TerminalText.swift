extension ByteCursor {
  /// Appends a line that holds nothing but text and colours; false, and half of it, for another one.
  mutating func plainLine(_ line: Span<UInt8>, _ style: inout TerminalStyle) -> Bool {
    var index = 0
    var isOpen = false
    var end = line.count
    // A carriage return before a line feed has no effect.
    while end > 0, line[end &- 1] == 0x0D { end &-= 1 }
    while true {
      let stop = ByteScan.plainEnd(line, from: index, to: end)
      if stop > index {
        if !isOpen, style != .plain {
          openTag(style)
          isOpen = true
        }
        take(line, index..<stop)
        index = stop
      }
      guard index < end else { break }
      if line[index] == 0x1B {
        let before = style
        guard let next = style.select(line, at: index) else { return false }
        if isOpen, style != before {
          closeTag(before)
          isOpen = false
        }
        index = next
      } else {
        if !isOpen, style != .plain {
          openTag(style)
          isOpen = true
        }
        guard entity(line[index]) else { return false }
        index &+= 1
      }
    }
    if isOpen { closeTag(style) }
    return true
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

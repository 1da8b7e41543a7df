/// Writes the lines of a log as markup, one by one: most in one go, the rest as `TerminalStream` resolves them.
public struct TerminalPrinter {
  /// How a line went into the markup.
  public enum Outcome {
    /// All of it is there as it was, but for its colours.
    case whole
    /// It was written over, cut, or had controls in it; `resolved` holds what it came to.
    case resolved
    /// The cursor goes to other lines: nothing was written, these lines can only be told together.
    case entangled
  }

  /// How what comes next is shown.
  public private(set) var style: TerminalStyle
  /// How many control characters without a meaning were left out.
  public private(set) var controlCount = 0
  /// The line that was printed last, if its outcome was `resolved`.
  public private(set) var resolved = TerminalLine()
  /// How many bytes of its text are there.
  public private(set) var shownCount = 0

  private let limit: Int

  /// - Parameter limit: how many bytes of a line's text are shown.
  public init(style: TerminalStyle, keeping limit: Int) {
    self.style = style
    self.limit = limit
  }

  /// Appends a line, without its line feed.
  ///
  /// - Parameter line: what a `TextDecoder` gave.
  public mutating func print(_ line: Span<UInt8>, to writer: inout MarkupWriter) -> Outcome {
    if line.count <= limit {
      var after = style
      var isDone = false
      let before = writer.bytes.count
      // The longest that five bytes become is `<b class="…">` with eight classes, and its end.
      writer.bytes.write(atMost: line.count * 12 + 64) { cursor in
        after = style
        isDone = cursor.plainLine(line, &after)
      }
      if isDone {
        style = after
        return .whole
      }
      writer.bytes.removeLast(writer.bytes.count - before)
    }
    return resolve(line, to: &writer)
  }

  private mutating func resolve(_ line: Span<UInt8>, to writer: inout MarkupWriter) -> Outcome {
    var stream = TerminalStream(.utf8, keeping: limit, style: style)
    var last = TerminalLine()
    stream.read(line) { last = $0 }
    stream.finish { last = $0 }
    if stream.movesBetweenLines { return .entangled }
    style = stream.style
    controlCount += stream.controlCount
    resolved = last
    shownCount = writer.terminalLine(last)
    return .resolved
  }

  /// The text of a line that was printed whole, without its colours.
  public static func text(of line: Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(line.count)
    var start = 0
    while start < line.count, line[start] != 0x0D {
      let end = ByteScan.printableEnd(line, from: start)
      text.append(line, start..<end)
      start = end
      guard start < line.count, line[start] == 0x1B else { break }
      while start < line.count, line[start] != UInt8(ascii: "m") { start += 1 }
      start += 1
    }
    return text
  }
}

extension ByteCursor {
  /// Appends a line that holds nothing but text and colours; false, and half of it, for another one.
  fileprivate mutating func plainLine(_ line: Span<UInt8>, _ style: inout TerminalStyle) -> Bool {
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

extension TerminalStyle {
  /// Takes the colours of a sequence `ESC [ … m`: the index behind it, or nil if it is another or an unusual one.
  fileprivate mutating func select(_ line: Span<UInt8>, at start: Int) -> Int? {
    var index = start &+ 2
    guard index < line.count, line[start &+ 1] == UInt8(ascii: "[") else { return nil }
    var sequence: ControlSequence?
    var value = 0
    var digits = 0
    while index < line.count {
      let byte = line[index]
      index &+= 1
      if byte &- UInt8(ascii: "0") < 10, digits < 4 {
        value = value &* 10 &+ Int(byte &- UInt8(ascii: "0"))
        digits &+= 1
        if sequence == nil { continue }
        _ = sequence?.take(byte)
      } else if byte == UInt8(ascii: "m") {
        if let sequence { select(sequence.parameters) } else { select(value) }
        return index
      } else if byte == UInt8(ascii: ";") {
        // More than one number: those before are taken again.
        if sequence == nil {
          sequence = ControlSequence()
          for place in (start &+ 2)..<(index &- 1) { _ = sequence?.take(line[place]) }
        }
        digits = 0
        guard sequence?.take(byte) == true else { return nil }
      } else {
        return nil
      }
    }
    return nil
  }
}

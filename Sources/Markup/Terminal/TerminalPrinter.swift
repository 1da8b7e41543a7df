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

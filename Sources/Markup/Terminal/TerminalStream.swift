/// Turns the bytes of a log, piece by piece, into lines as a terminal would leave them standing.
///
/// A line ends at a line feed and nowhere else, so that the lines are those of `sed` and `grep`. Within a line,
/// carriage returns, backspaces, erasing and moving along the row act as on a terminal; colours carry over from
/// line to line. The cursor may go back to one of the last `rowLimit` lines, as nested progress bars do: what is
/// written there belongs to that line, and the line feeds that lead down again begin no new ones. All other sequences
/// (titles, links, character sets) leave nothing behind, and none reaches beyond the end of its line. Memory does not
/// grow with the file or with the length of a line.
public struct TerminalStream {
  /// How many control characters without a meaning were left out, zero bytes among them.
  public private(set) var controlCount = 0
  /// How what comes next is shown.
  public private(set) var style: TerminalStyle
  /// Whether the cursor was sent to another line other than by a line feed.
  public private(set) var movesBetweenLines = false

  /// How many lines can be written over, the newest among them; older ones are final.
  public static let rowLimit = 32

  private var decoder: TextDecoder
  private var decoded: [UInt8] = []
  private var parser = ControlParser()

  /// The line the cursor is in, and those above and below it that it can still go to, the nearest ones last.
  private var current: TerminalScreenLine
  private var above: [TerminalScreenLine] = []
  private var below: [TerminalScreenLine] = []
  private var lineFeedCount = 0
  /// Whether bytes have come since the last line feed.
  private var isOpen = false
  /// A carriage return whose effect waits for what follows: before a line feed it has none.
  private var hasPendingReturn = false

  /// - Parameters:
  ///   - limit: how many bytes of a line are kept, from 1.
  ///   - style: how the first characters are shown.
  public init(_ encoding: TextEncoding, keeping limit: Int = 4000, style: TerminalStyle = .plain) {
    decoder = TextDecoder(encoding)
    current = TerminalScreenLine(limit: max(limit, 1))
    self.style = style
  }

  /// How many byte sequences could not be read and became U+FFFD.
  public var invalidCount: Int { decoder.invalidCount }

  /// Takes the next bytes of the file, of any number.
  ///
  /// - Parameter body: gets each line that these bytes make final.
  public mutating func read(_ bytes: Span<UInt8>, line body: (TerminalLine) throws -> Void) rethrows {
    // Small enough to stay in the processor's cache from one stage to the next.
    let piece = 32_768
    var start = 0
    while start < bytes.count {
      let end = min(start + piece, bytes.count)
      decoder.decode(bytes.extracting(start..<end), into: &decoded)
      try scanDecoded(body)
      start = end
    }
  }

  /// Says that the file ends here.
  ///
  /// - Parameter body: gets the lines that could still have changed.
  public mutating func finish(line body: (TerminalLine) throws -> Void) rethrows {
    decoder.finish(into: &decoded)
    try scanDecoded(body)
    for index in above.indices { try body(above[index].resolved()) }
    if isOpen || !below.isEmpty || !current.isUntouched { try body(current.resolved()) }
    // Where the last line feed led there is no line if nothing was ever written in it.
    for index in below.indices.reversed() where index > 0 || !below[index].isUntouched {
      try body(below[index].resolved())
    }
    above.removeAll()
    below.removeAll()
    isOpen = false
  }

  private mutating func scanDecoded(_ body: (TerminalLine) throws -> Void) rethrows {
    guard let last = decoded.last else { return }
    var text: [UInt8] = []
    swap(&text, &decoded)
    try scan(text.span, body)
    isOpen = last != 0x0A
    text.removeAll(keepingCapacity: true)
    swap(&text, &decoded)
  }

  private mutating func scan(_ text: Span<UInt8>, _ body: (TerminalLine) throws -> Void) rethrows {
    var index = 0
    while index < text.count {
      if parser.isGround {
        let end = ByteScan.printableEnd(text, from: index)
        if end > index {
          if hasPendingReturn { settle() }
          current.write(text, index..<end, style)
        }
        guard end < text.count else { return }
        index = end
      }
      if text[index] == 0x0A {
        try endLine(body)
      } else if !perform(parser.take(text[index])) {
        continue
      }
      index += 1
    }
  }

  private mutating func endLine(_ body: (TerminalLine) throws -> Void) rethrows {
    parser.end()
    hasPendingReturn = false
    lineFeedCount += 1
    if !below.isEmpty { return goDown(to: 0) }
    var next = TerminalScreenLine(limit: current.limit)
    if above.count + 1 >= TerminalStream.rowLimit {
      next = above.removeFirst()
      try body(next.resolved())
      next.clear()
    }
    next.line.number = lineFeedCount
    above.append(current)
    current = next
  }

  // MARK: Controls

  /// Does what a byte asks for; false if it must be looked at again as text.
  private mutating func perform(_ action: ControlParser.Action) -> Bool {
    switch action {
    case .nothing: break
    case .text: return false
    case .carriageReturn:
      if hasPendingReturn { settle() }
      hasPendingReturn = true
    case .backspace:
      if hasPendingReturn { settle() }
      current.step(by: -1)
    case .sequence(let final): if !parser.sequence.isPrivate { perform(parser.sequence, final) }
    case .reset: style = .plain
    case .stray: controlCount += 1
    }
    return true
  }

  private mutating func perform(_ sequence: ControlSequence, _ final: UInt8) {
    if final == UInt8(ascii: "m") { return style.select(sequence.parameters) }
    if hasPendingReturn { settle() }
    switch final {
    case UInt8(ascii: "K"): current.erase(sequence.choice(0))
    case UInt8(ascii: "J"):
      current.erase(sequence.choice(0))
      if sequence.choice(0) == 0 { for index in below.indices { below[index].erase(2) } }
    case UInt8(ascii: "G"), UInt8(ascii: "`"): current.place(sequence.count(0) - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): current.place(sequence.count(1) - 1)
    case UInt8(ascii: "C"), UInt8(ascii: "a"): current.step(by: sequence.count(0))
    case UInt8(ascii: "D"): current.step(by: -sequence.count(0))
    case UInt8(ascii: "A"), UInt8(ascii: "F"): goUp(sequence.count(0), toStart: final == UInt8(ascii: "F"))
    case UInt8(ascii: "B"), UInt8(ascii: "E"): goDown(sequence.count(0), toStart: final == UInt8(ascii: "E"))
    default: break
    }
  }

  private mutating func settle() {
    hasPendingReturn = false
    current.place(0)
  }

  // MARK: Between lines

  private mutating func goUp(_ count: Int, toStart: Bool) {
    movesBetweenLines = true
    let column = toStart ? 0 : above.isEmpty ? nil : current.column
    for _ in 0..<min(count, above.count) {
      below.append(current)
      current = above.removeLast()
    }
    if let column { current.enter(at: column) }
  }

  /// Down to the newest line at most.
  private mutating func goDown(_ count: Int, toStart: Bool) {
    movesBetweenLines = true
    if below.isEmpty {
      if toStart { current.place(0) }
      return
    }
    let column = toStart ? 0 : current.column
    for _ in 1..<max(1, min(count, below.count)) {
      above.append(current)
      current = below.removeLast()
    }
    goDown(to: column)
  }

  private mutating func goDown(to column: Int) {
    above.append(current)
    current = below.removeLast()
    current.enter(at: column)
  }
}

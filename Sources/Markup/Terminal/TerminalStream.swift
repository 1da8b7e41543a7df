/// Turns the bytes of a log, piece by piece, into lines as a terminal would leave them standing.
///
/// A line ends at a line feed and nowhere else, so that the lines are those of `sed` and `grep`. Within a line,
/// carriage returns, backspaces, erasing and moving along the row act as on a terminal; colours carry over from
/// line to line. The cursor may go back to one of the last `rowLimit` lines, as nested progress bars do: what is
/// written there belongs to that line, and the line feeds that lead down again begin no new ones. All other sequences
/// (titles, links, character sets) leave nothing behind, and none reaches beyond the end of its line: what a title without
/// an end would swallow is text. Memory does not grow with the file or with the length of a line.
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

  private var screen: TerminalScreen
  /// Whether bytes have come since the last line feed.
  private var isOpen = false
  /// A carriage return whose effect waits for what follows: before a line feed it has none.
  private var hasPendingReturn = false
  /// What can be read of the string that is open, up to as much as a line keeps, and how much more there is.
  private var held: [UInt8] = []
  private var unheldCount = 0
  private let limit: Int

  /// - Parameters:
  ///   - limit: how many bytes of a line are kept, from 1.
  ///   - style: how the first characters are shown.
  public init(_ encoding: TextEncoding, keeping limit: Int = 4000, style: TerminalStyle = .plain) {
    decoder = TextDecoder(encoding)
    self.limit = max(limit, 1)
    screen = TerminalScreen(limit: self.limit)
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
    parser.end()
    if parser.hasBrokenString { release() }
    try screen.finish(isOpen: isOpen, body)
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
          screen.current.write(text, index..<end, style)
        }
        guard end < text.count else { return }
        index = end
      }
      if text[index] == 0x0A {
        try endLine(body)
      } else if !take(text[index]) {
        continue
      }
      index += 1
    }
  }

  private mutating func endLine(_ body: (TerminalLine) throws -> Void) rethrows {
    parser.end()
    if parser.hasBrokenString { release() }
    hasPendingReturn = false
    try screen.feed(body)
  }

  // MARK: Controls

  /// Takes a byte of a control; false if it must be looked at again as text.
  private mutating func take(_ byte: UInt8) -> Bool {
    let wasInString = parser.isInString
    let action = parser.take(byte)
    guard wasInString || parser.isInString else { return perform(action) }
    if parser.hasBrokenString {
      release()
    } else if !parser.isInString {
      held.removeAll(keepingCapacity: true)
      unheldCount = 0
    } else if wasInString, byte >= 0x20, byte != 0x7F {
      if held.count < limit { held.append(byte) } else { unheldCount += 1 }
    }
    return perform(action)
  }

  /// Shows what was held of a string that turned out to be none.
  private mutating func release() {
    guard !held.isEmpty else { return }
    if hasPendingReturn { settle() }
    var held: [UInt8] = []
    swap(&held, &self.held)
    // Cut by the limit the last character may lack its end.
    if unheldCount > 0, let lead = held.lastIndex(where: { $0 & 0xC0 != 0x80 }) {
      let length = held[lead] < 0xC0 ? 1 : held[lead] < 0xE0 ? 2 : held[lead] < 0xF0 ? 3 : 4
      if held.count - lead < length { held.removeLast(held.count - lead) }
    }
    screen.current.write(held.span, 0..<held.count, style)
    if unheldCount > 0 { screen.current.skip(unheldCount) }
    unheldCount = 0
  }

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
      screen.current.step(by: -1)
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
    case UInt8(ascii: "K"): screen.current.erase(sequence.choice(0))
    case UInt8(ascii: "J"):
      screen.current.erase(sequence.choice(0))
      if sequence.choice(0) == 0 { screen.eraseBelow() }
    case UInt8(ascii: "G"), UInt8(ascii: "`"): screen.current.place(sequence.count(0) - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): screen.current.place(sequence.count(1) - 1)
    case UInt8(ascii: "C"), UInt8(ascii: "a"): screen.current.step(by: sequence.count(0))
    case UInt8(ascii: "D"): screen.current.step(by: -sequence.count(0))
    case UInt8(ascii: "A"), UInt8(ascii: "F"):
      movesBetweenLines = true
      screen.goUp(sequence.count(0), toStart: final == UInt8(ascii: "F"))
    case UInt8(ascii: "B"), UInt8(ascii: "E"):
      movesBetweenLines = true
      screen.goDown(sequence.count(0), toStart: final == UInt8(ascii: "E"))
    default: break
    }
  }

  private mutating func settle() {
    hasPendingReturn = false
    screen.current.place(0)
  }
}

/// Turns the bytes of a log, piece by piece, into lines as a terminal would leave them standing.
///
/// A line ends at a line feed and nowhere else, so that the lines are those of `sed` and `grep`. Within a line,
/// carriage returns, backspaces, erasing and moving along the row act as on a terminal; colours carry over from
/// line to line. All other sequences (moving between lines, titles, links, character sets) leave nothing behind,
/// and none reaches beyond the end of its line. Memory does not grow with the file or with the length of a line.
public struct TerminalStream: Sendable {
  /// How many control characters without a meaning were left out, zero bytes among them.
  public private(set) var controlCount = 0

  private let limit: Int
  private var decoder: TextDecoder
  private var decoded: [UInt8] = []
  private var parser = ControlParser()
  private var style = TerminalStyle.plain

  private var line = TerminalLine()
  /// Whether the line's text is complete because no more of it is kept.
  private var isFull = false
  /// Whether bytes have come since the last line feed.
  private var isOpen = false
  /// A carriage return whose effect waits for what follows: before a line feed it has none.
  private var hasPendingReturn = false
  /// The line, once its cursor has moved other than by writing; until then `line` holds it.
  private var row: TerminalRow
  private var usesRow = false
  /// Whether the next visible character takes the place of something.
  private var isRewriting = false

  /// - Parameter limit: how many bytes of a line are kept, from 1.
  public init(_ encoding: TextEncoding, keeping limit: Int = 4000) {
    self.limit = max(limit, 1)
    decoder = TextDecoder(encoding)
    row = TerminalRow(limit: self.limit)
  }

  /// How many byte sequences could not be read and became U+FFFD.
  public var invalidCount: Int { decoder.invalidCount }

  /// True if what was read as UTF-8 so far is another encoding.
  public var isClearlyMistaken: Bool { decoder.isClearlyMistaken }

  /// Takes the next bytes of the file, of any number.
  ///
  /// - Parameter body: gets each line that ends in these bytes.
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
  /// - Parameter body: gets the last line if no line feed ended it.
  public mutating func finish(line body: (TerminalLine) throws -> Void) rethrows {
    decoder.finish(into: &decoded)
    try scanDecoded(body)
    if isOpen { try endLine(body) }
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
        if end > index { write(text, index..<end) }
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
    if usesRow {
      row.render(into: &line)
      row.clear()
      usesRow = false
    }
    parser.end()
    hasPendingReturn = false
    isRewriting = false
    isFull = false
    try body(line)
    line.removeAll()
  }

  // MARK: Text

  @inline(__always)
  private mutating func write(_ text: Span<UInt8>, _ range: Range<Int>) {
    if hasPendingReturn { settle() }
    if usesRow { return overwrite(text.extracting(range)) }
    line.length += range.count
    if isFull { return }
    line.begin(style)
    var end = range.upperBound
    if line.text.count + range.count > limit {
      isFull = true
      end = range.lowerBound + limit - line.text.count
      // Never through the middle of a character.
      while end > range.lowerBound, text[end] & 0xC0 == 0x80 { end -= 1 }
    }
    line.text.append(text, range.lowerBound..<end)
  }

  private mutating func overwrite(_ text: Span<UInt8>) {
    if isRewriting, text.indices.contains(where: { text[$0] != 0x20 }) {
      line.updates += 1
      isRewriting = false
    }
    row.write(text, style)
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
      step(by: -1)
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
    case UInt8(ascii: "K"), UInt8(ascii: "J"): erase(sequence.choice(0))
    case UInt8(ascii: "G"), UInt8(ascii: "`"): place(sequence.count(0) - 1)
    case UInt8(ascii: "H"), UInt8(ascii: "f"): place(sequence.count(1) - 1)
    case UInt8(ascii: "E"), UInt8(ascii: "F"): place(0)
    case UInt8(ascii: "C"), UInt8(ascii: "a"): step(by: sequence.count(0))
    case UInt8(ascii: "D"): step(by: -sequence.count(0))
    default: break
    }
  }

  private mutating func erase(_ what: Int) {
    // At the end of what is written there is nothing to erase: `grep --color` does this all day.
    guard usesRow || what > 0 && line.length > 0 else { return }
    useRow()
    if row.holdsText(from: what == 0 ? row.column : 0) { isRewriting = true }
    switch what {
    case 0: row.eraseToEnd()
    case 1: row.eraseToStart()
    default: row.eraseAll()
    }
  }

  private mutating func settle() {
    hasPendingReturn = false
    place(0)
  }

  private mutating func place(_ column: Int) {
    guard usesRow || line.length > 0 || column > 0 else { return }
    useRow()
    move(to: column)
  }

  private mutating func step(by columns: Int) {
    guard usesRow || line.length > 0 || columns > 0 else { return }
    useRow()
    move(to: row.column + columns)
  }

  private mutating func move(to column: Int) {
    if column < row.column, row.holdsText(from: max(0, column)) { isRewriting = true }
    row.move(to: column)
  }

  /// From now on the line is cells that can be written over.
  private mutating func useRow() {
    guard !usesRow else { return }
    usesRow = true
    row.clear()
    let starts = line.runs.map(\.start) + [line.text.count]
    let text = line.text
    row.write(text.span.extracting(0..<starts[0]), .plain)
    for (index, run) in line.runs.enumerated() {
      row.write(text.span.extracting(run.start..<starts[index + 1]), run.style)
    }
    if line.isCut { row.skip(line.length - line.text.count) }
  }
}

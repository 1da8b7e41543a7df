/// A line that is being written: its text as long as it only grows, its cells once the cursor has moved in it.
struct TerminalScreenLine {
  let limit: Int
  var line = TerminalLine()
  /// Whether the line's text is complete because no more of it is kept.
  private var isFull = false
  /// The line, once its cursor has moved other than by writing; until then `line` holds it.
  private var row: TerminalRow
  private var usesRow = false
  /// Whether the next visible character takes the place of something.
  private var isRewriting = false

  init(limit: Int) {
    self.limit = limit
    row = TerminalRow(limit: limit)
  }

  mutating func clear() {
    line.removeAll()
    isFull = false
    if usesRow { row.clear() }
    usesRow = false
    isRewriting = false
  }

  /// The line as it stands.
  mutating func resolved() -> TerminalLine {
    if usesRow { row.render(into: &line) }
    return line
  }

  /// Whether the cursor has only passed through it, if at all.
  var isUntouched: Bool { line.length == 0 && !(usesRow && row.holdsText(from: 0)) }

  // MARK: Text

  /// Writes text, valid UTF-8 without controls but tabs.
  @inline(__always)
  mutating func write(_ text: Span<UInt8>, _ range: Range<Int>, _ style: TerminalStyle) {
    if usesRow { return overwrite(text.extracting(range), style) }
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

  /// Counts bytes that are not kept.
  mutating func skip(_ count: Int) {
    if usesRow { return row.skip(count) }
    line.length += count
    isFull = true
  }

  private mutating func overwrite(_ text: Span<UInt8>, _ style: TerminalStyle) {
    if isRewriting, text.indices.contains(where: { text[$0] != 0x20 }) {
      line.updates += 1
      isRewriting = false
    }
    row.write(text, style)
  }

  // MARK: Moving and erasing

  var column: Int {
    mutating get {
      useRow()
      return row.column
    }
  }

  /// The cursor comes here from another line.
  mutating func enter(at column: Int) {
    useRow()
    if row.holdsText(from: column) { isRewriting = true }
    row.move(to: column)
  }

  /// Erases to the end of the line (0), to its start (1), or all of it.
  mutating func erase(_ what: Int) {
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

  mutating func place(_ column: Int) {
    guard usesRow || line.length > 0 || column > 0 else { return }
    useRow()
    move(to: column)
  }

  mutating func step(by columns: Int) {
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

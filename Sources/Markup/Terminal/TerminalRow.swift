/// One row of a terminal's screen, for lines that are written over: progress bars, spinners, erased text.
struct TerminalRow: Sendable {
  private struct Cell {
    /// 0 in the second column of a wide character.
    var scalar: UInt32
    /// The first two combining marks upon it, 0 for none; more would be an attack on memory, not writing.
    var marks: (UInt32, UInt32) = (0, 0)
    var style: TerminalStyle

    static let blank = Cell(scalar: 0x20, style: .plain)

    var isBlank: Bool { scalar == 0x20 && !style.showsSpaces }
  }

  /// Columns beyond this are counted, not kept.
  let limit: Int
  private(set) var column = 0
  private var cells: [Cell] = []
  /// The number of columns ever written, those that were not kept included.
  private var farthest = 0
  /// No character beyond this column can be seen; those before it may have been blanked.
  private var visibleEnd = 0
  /// All cells before this one are blank: what erases up to the cursor again and again takes time once.
  private var blankEnd = 0

  init(limit: Int) { self.limit = limit }

  mutating func clear() {
    cells.removeAll(keepingCapacity: true)
    column = 0
    farthest = 0
    visibleEnd = 0
    blankEnd = 0
  }

  /// Whether something was written at or beyond a column and not erased since, blanked text included.
  func holdsText(from start: Int) -> Bool { start < visibleEnd }

  // MARK: Moving and erasing

  mutating func move(to column: Int) { self.column = max(0, column) }

  mutating func eraseToEnd() {
    guard column < farthest else { return }
    if column < cells.count {
      breakWide(at: column)
      cells.removeLast(cells.count - column)
    }
    farthest = column
    visibleEnd = min(visibleEnd, column)
  }

  /// Erases up to the cursor and the column it stands in.
  mutating func eraseToStart() {
    let end = min(column + 1, cells.count)
    breakWide(at: end)
    for index in min(blankEnd, end)..<end { cells[index] = .blank }
    blankEnd = max(blankEnd, end)
  }

  mutating func eraseAll() {
    let kept = column
    clear()
    column = kept
  }

  /// Counts columns that are not kept.
  mutating func skip(_ columns: Int) {
    column += columns
    farthest = max(farthest, column)
    visibleEnd = farthest
  }

  // MARK: Writing

  /// Writes text, valid UTF-8 without controls but tabs, over what stands there.
  mutating func write(_ text: Span<UInt8>, _ style: TerminalStyle) {
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x20, byte < 0x80 {
        put(UInt32(byte), width: 1, style)
        index += 1
      } else if byte == 0x09 {
        column = (column / 8 + 1) * 8
        index += 1
      } else {
        let (scalar, length) = TerminalRow.scalar(text, at: index)
        let width = CharacterWidth.of(scalar)
        if width == 0 { mark(scalar) } else { put(scalar, width: width, style) }
        index += length
      }
    }
    farthest = max(farthest, column)
  }

  @inline(__always)
  private mutating func put(_ scalar: UInt32, width: Int, _ style: TerminalStyle) {
    let start = column
    column &+= width
    let cell = Cell(scalar: scalar, style: style)
    if column > visibleEnd, !cell.isBlank { visibleEnd = column }
    guard column <= limit else { return }
    if start < blankEnd { blankEnd = start }
    while cells.count < start { cells.append(.blank) }
    if start == cells.count {
      cells.append(cell)
    } else {
      breakWide(at: start)
      breakWide(at: column)
      cells[start] = cell
    }
    guard width == 2 else { return }
    let second = Cell(scalar: 0, style: style)
    if column > cells.count { cells.append(second) } else { cells[start + 1] = second }
  }

  /// A wide character whose second half begins at `column` is about to lose one of its halves: the other is blank.
  @inline(__always)
  private mutating func breakWide(at column: Int) {
    guard column > 0, column < cells.count, cells[column].scalar == 0 else { return }
    cells[column] = .blank
    cells[column - 1] = .blank
  }

  private mutating func mark(_ scalar: UInt32) {
    var place = min(column, cells.count) - 1
    if place > 0, cells[place].scalar == 0 { place -= 1 }
    guard place >= 0, column <= limit else { return }
    blankEnd = min(blankEnd, place)
    if cells[place].marks.0 == 0 {
      cells[place].marks.0 = scalar
    } else if cells[place].marks.1 == 0 {
      cells[place].marks.1 = scalar
    }
  }

  private static func scalar(_ text: Span<UInt8>, at index: Int) -> (UInt32, length: Int) {
    func tail(_ offset: Int) -> UInt32 { UInt32(text[index + offset] & 0x3F) }
    let lead = UInt32(text[index])
    if lead < 0xE0 { return ((lead & 0x1F) << 6 | tail(1), 2) }
    if lead < 0xF0 { return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }

  // MARK: Reading

  /// Puts what stands in the row into a line.
  ///
  /// At most `limit` bytes of it, and no blanks at its end: they are what erased text leaves.
  func render(into line: inout TerminalLine) {
    let end = (cells.lastIndex { !$0.isBlank }.map { $0 + 1 }) ?? 0
    line.text.removeAll(keepingCapacity: true)
    line.runs.removeAll(keepingCapacity: true)
    line.length = 0
    var character: [UInt8] = []
    var isFull = false
    for cell in cells.prefix(end) where cell.scalar != 0 {
      character.removeAll(keepingCapacity: true)
      character.append(scalar: cell.scalar)
      if cell.marks.0 != 0 { character.append(scalar: cell.marks.0) }
      if cell.marks.1 != 0 { character.append(scalar: cell.marks.1) }
      line.length += character.count
      isFull = isFull || line.length > limit
      if isFull { continue }
      line.begin(cell.style)
      line.text += character
    }
    if farthest > limit { line.length += farthest - limit }
  }
}

/// Finds pipe tables, which cmark takes for paragraphs, and writes their cells as Markdown that cmark can read.
///
/// A cell's text becomes a heading of one line (`# text #`), whose content is inlines whatever the text is. All
/// cells stand before the note in one document, so links in them find the definitions of the note.
/// GitHub ends a table at a line that lacks the `>` or the indent of what the table stands in; here that line
/// is a row, as cmark has it in the paragraph.
struct TableFinder {
  /// Tables wider than this stay paragraphs.
  private static let columnLimit = 1000
  /// The cells of a note that rows leave out and GitHub adds.
  ///
  /// Beyond them rows stay short: a wide header and short rows would make a huge table from a small note.
  private static let addedCellLimit = 100_000

  private let source: NoteSource
  private let starts: [Int]
  /// The lines that may be delimiter rows, from 1.
  private let delimiters: [Int]
  private var addedCells = 0

  /// Markdown of cells and of the paragraphs before tables, to stand before the note; empty without tables.
  private(set) var front: [UInt8] = []
  /// The lines of `front`.
  private(set) var frontLines = 0
  /// Tables by the number of the line that the paragraph begins at, in the note.
  private(set) var tables: [Int: NoteTable] = [:]

  /// Nil if no line of the note is like a delimiter row, as in most notes.
  init?(_ source: NoteSource) {
    self.source = source
    guard source.bytes.contains(UInt8(ascii: "-")) else { return nil }
    starts = source.lineStarts()
    delimiters = TableFinder.delimiters(in: source.bytes, starts: starts)
    if delimiters.isEmpty { return nil }
  }

  /// Goes through the blocks of a note.
  mutating func search(_ tree: MarkdownTree) {
    var candidates = delimiters[...]
    var block: MarkdownNode? = tree.root
    while let node = block, let next = candidates.first {
      block = node.nextBlock
      guard node.kind == .paragraph || node.kind == .heading, node.endLine >= next else { continue }
      candidates = candidates.drop { $0 <= node.startLine }
      if let candidate = candidates.first, candidate <= node.endLine { examine(node) }
      candidates = candidates.drop { $0 <= node.endLine - 1 }
    }
    if !front.isEmpty { endLine() }
  }

  private static func delimiters(in bytes: [UInt8], starts: [Int]) -> [Int] {
    var found: [Int] = []
    for line in starts.indices.dropFirst() {
      var start = starts[line]
      var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
      while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
      while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 || bytes[start] == UInt8(ascii: ">") {
        start += 1
      }
      if PipeRow.isLikeDelimiter(start..<end, in: bytes) { found.append(line + 1) }
    }
    return found
  }

  /// Keeps the table of a paragraph, if it holds one.
  private mutating func examine(_ node: MarkdownNode) {
    guard node.endLine > node.startLine,
      let paragraph = ParagraphLines(
        of: node, through: min(node.endLine, starts.count), in: source, starts: starts)
    else { return }
    var lines = paragraph.lines
    var underline: UInt8?
    if node.kind == .heading {
      // cmark says that an underlined heading ends one line later than it does, but not at the end of the note.
      if node.nextBlock?.startLine == node.endLine || self.underline(lines[lines.count - 1]) == nil {
        lines.removeLast()
      }
      underline = lines.last.flatMap(self.underline)
      // A line of `=` is a row of a table; one of `-` is a thematic break after it.
      guard let underline else { return }
      if underline == UInt8(ascii: "-") { lines.removeLast() }
    }
    for delimiter in lines.indices.dropFirst() where !paragraph.isLazy[delimiter] {
      guard let alignments = PipeRow.alignments(in: lines[delimiter], of: source.bytes),
        alignments.count <= TableFinder.columnLimit,
        PipeRow.cells(of: lines[delimiter - 1], in: source.bytes).count == alignments.count
      else { continue }
      var table = NoteTable(alignments: alignments)
      table.isFollowedByBreak = underline == UInt8(ascii: "-")
      table.introduction = writeIntroduction(lines[..<(delimiter - 1)])
      table.header = writeCells(lines[delimiter - 1], columns: alignments.count)
      for row in lines[(delimiter + 1)...] {
        table.cells += writeCells(row, columns: alignments.count)
        table.rowEnds.append(table.cells.count)
      }
      tables[node.startLine] = table
      return
    }
  }

  /// The character of a line that underlines a heading; nil for other lines.
  private func underline(_ line: Range<Int>) -> UInt8? {
    guard let first = source.bytes[line].first, first == UInt8(ascii: "=") || first == UInt8(ascii: "-"),
      source.bytes[line].allSatisfy({ $0 == first })
    else { return nil }
    return first
  }

  /// Writes the lines of a paragraph that a table follows; four spaces keep each from beginning a block.
  private mutating func writeIntroduction(_ lines: ArraySlice<Range<Int>>) -> Int {
    guard !lines.isEmpty else { return 0 }
    let line = frontLines + 1
    for (number, text) in lines.enumerated() {
      if number > 0 { front += [0x20, 0x20, 0x20, 0x20] }
      front += source.bytes[text]
      endLine()
    }
    endLine()
    return line
  }

  private mutating func writeCells(_ row: Range<Int>, columns: Int) -> [Int] {
    var numbers: [Int] = []
    for cell in PipeRow.cells(of: row, in: source.bytes, columns: columns) {
      numbers.append(cell.isEmpty ? 0 : writeCell(cell))
    }
    let missing = min(columns - numbers.count, TableFinder.addedCellLimit - addedCells)
    addedCells += missing
    return numbers + Array(repeating: 0, count: missing)
  }

  private mutating func writeCell(_ cell: Range<Int>) -> Int {
    front += [UInt8(ascii: "#"), 0x20]
    for index in cell {
      let isEscape =
        source.bytes[index] == UInt8(ascii: "\\") && index + 1 < cell.upperBound
        && source.bytes[index + 1] == UInt8(ascii: "|")
      if !isEscape { front.append(source.bytes[index]) }
    }
    front += [0x20, UInt8(ascii: "#")]
    endLine()
    return frontLines
  }

  private mutating func endLine() {
    front.append(0x0A)
    frontLines += 1
  }
}

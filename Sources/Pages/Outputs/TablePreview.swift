import Markup

/// The first rows of a file of delimited values.
struct TablePreview {
  private static let rowLimit = 200
  private static let columnLimit = 50
  /// Beyond so many bytes of markup no row is begun, and no cell has text.
  private static let rowsLimit = 80_000
  private static let cellsLimit = 110_000

  private let head: [String]
  private let headLine: Int
  private let rows: [[String]]
  /// On which line of the file each of them begins.
  private let lines: [Int]
  private let rowCount: Int
  private let columnCount: Int

  /// Nil for what has no second column and no second row.
  init?(_ bytes: [UInt8], isTabbed: Bool) {
    var reader = DelimitedRows(bytes, delimiter: isTabbed ? 0x09 : DelimitedRows.delimiter(of: bytes))
    guard let first = reader.next() else { return nil }
    head = first
    headLine = reader.line
    var rows: [[String]] = []
    var lines: [Int] = []
    var count = 0
    var widest = first.count
    while let row = reader.next(keeping: count < Self.rowLimit) {
      if count < Self.rowLimit {
        rows.append(row)
        lines.append(reader.line)
      }
      widest = max(widest, row.count)
      count += 1
    }
    guard widest > 1 || count > 0 else { return nil }
    self.rows = rows
    self.lines = lines
    rowCount = count
    columnCount = widest
  }

  var facts: [String] {
    [
      "\(NumberText.grouped(rowCount)) \(rowCount == 1 ? "row" : "rows")",
      "\(NumberText.grouped(columnCount)) \(columnCount == 1 ? "column" : "columns")",
    ]
  }

  /// Each row is an element with the number of its line in the file, which is a link to it.
  func markup(caption: String) -> MarkupWriter {
    let shownColumns = min(columnCount, Self.columnLimit)
    let (body, shownRows) = body(shownColumns)
    var limits: [String] = []
    if shownRows < rowCount { limits.append("\(shownRows) of \(NumberText.grouped(rowCount)) rows") }
    if shownColumns < columnCount { limits.append("\(shownColumns) of \(NumberText.grouped(columnCount)) columns") }
    var writer = MarkupWriter()
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.text(caption)
    writer.raw("\"><table class=\"grid numbered\"><caption class=quiet>")
    writer.safe(limits.isEmpty ? "All rows" : "First " + limits.joined(separator: " and "))
    writer.raw("</caption>\n")
    writer.append(body)
    writer.raw("</table></div>\n")
    return writer
  }

  private func body(_ shownColumns: Int) -> (MarkupWriter, shownRows: Int) {
    var writer = MarkupWriter()
    writer.raw("<thead><tr id=L")
    writer.integer(headLine)
    writer.raw("><th scope=col>line")
    let isNumeric = (0..<shownColumns).map { column in
      rows.allSatisfy { !$0.indices.contains(column) || TablePreview.isNumber($0[column]) }
    }
    for column in 0..<shownColumns {
      writer.raw(isNumeric[column] ? "<th scope=col" : "<th scope=col class=t")
      writer.cutText(head.indices.contains(column) ? head[column] : "", limit: 40)
    }
    writer.raw("\n<tbody>\n")
    var shownRows = 0
    for (row, line) in zip(rows, lines) {
      guard writer.bytes.count < Self.rowsLimit else { break }
      writer.raw("<tr id=L")
      writer.integer(line)
      writer.raw("><td><a href=#L")
      writer.integer(line)
      writer.raw(">")
      writer.integer(line)
      writer.raw("</a>")
      for column in 0..<shownColumns {
        let cell = row.indices.contains(column) && writer.bytes.count < Self.cellsLimit ? row[column] : ""
        if isNumeric[column] {
          writer.raw("<td>")
          writer.text(cell)
        } else {
          writer.textCell(cell, limit: 80)
        }
      }
      writer.raw("\n")
      shownRows += 1
    }
    return (writer, shownRows)
  }

  private static func isNumber(_ text: String) -> Bool {
    text.isEmpty || text.utf8.count < 40 && Double(text) != nil
  }
}

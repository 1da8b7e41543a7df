import Markup

/// The first rows of a file of delimited values.
struct TablePreview {
  private static let rowLimit = 200
  private static let columnLimit = 50

  private let head: [String]
  private let rows: [[String]]
  private let rowCount: Int
  private let columnCount: Int

  /// Nil for what has no second column and no second row.
  init?(_ bytes: [UInt8], isTabbed: Bool) {
    var reader = DelimitedRows(bytes, delimiter: isTabbed ? 0x09 : DelimitedRows.delimiter(of: bytes))
    guard let first = reader.next() else { return nil }
    head = first
    var rows: [[String]] = []
    var count = 0
    var widest = first.count
    while let row = reader.next(keeping: count < Self.rowLimit) {
      if count < Self.rowLimit { rows.append(row) }
      widest = max(widest, row.count)
      count += 1
    }
    guard widest > 1 || count > 0 else { return nil }
    self.rows = rows
    rowCount = count
    columnCount = widest
  }

  var facts: [String] {
    [
      "\(NumberText.grouped(rowCount)) \(rowCount == 1 ? "row" : "rows")",
      "\(NumberText.grouped(columnCount)) \(columnCount == 1 ? "column" : "columns")",
    ]
  }

  func markup(caption: String) -> MarkupWriter {
    var writer = MarkupWriter()
    let shownColumns = min(columnCount, Self.columnLimit)
    var limits: [String] = []
    if rows.count < rowCount { limits.append("\(rows.count) of \(NumberText.grouped(rowCount)) rows") }
    if shownColumns < columnCount { limits.append("\(shownColumns) of \(NumberText.grouped(columnCount)) columns") }
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.text(caption)
    writer.raw("\"><table class=grid><caption class=quiet>")
    writer.safe(limits.isEmpty ? "All rows" : "First " + limits.joined(separator: " and "))
    writer.raw("</caption>\n<thead><tr><th scope=col>#")
    let isNumeric = (0..<shownColumns).map { column in
      rows.allSatisfy { !$0.indices.contains(column) || TablePreview.isNumber($0[column]) }
    }
    for column in 0..<shownColumns {
      writer.raw(isNumeric[column] ? "<th scope=col" : "<th scope=col class=t")
      writer.cutText(head.indices.contains(column) ? head[column] : "", limit: 40)
    }
    writer.raw("\n<tbody>\n")
    for (number, row) in rows.enumerated() {
      writer.raw("<tr><td class=quiet>")
      writer.integer(number + 1)
      for column in 0..<shownColumns {
        let cell = row.indices.contains(column) ? row[column] : ""
        if isNumeric[column] {
          writer.raw("<td>")
          writer.text(cell)
        } else {
          writer.textCell(cell, limit: 80)
        }
      }
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
    return writer
  }

  private static func isNumber(_ text: String) -> Bool {
    text.isEmpty || text.utf8.count < 40 && Double(text) != nil
  }
}

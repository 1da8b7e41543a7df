internal import Markup

extension NoteWriter {
  /// Writes a table, and the paragraph it follows without a blank line.
  ///
  /// - Parameter isTight: whether that paragraph has no tags of its own.
  mutating func write(_ table: NoteTable, isTight: Bool) {
    if let introduction = document.front(table.introduction) {
      if isTight {
        writeInlines(of: introduction)
      } else {
        startLine()
        markup.raw("<p>")
        writeInlines(of: introduction)
        markup.raw("</p>\n")
      }
    }
    startLine()
    openTable()
    if table.hasHeader { writeHeader(of: table) }
    writeRows(of: table)
    markup.raw("</table></div>\n")
    if table.isFollowedByBreak { markup.raw("<hr>\n") }
  }

  /// Regions of one name are one for a screen reader's list, so all but the first carry their number.
  private mutating func openTable() {
    tableCount += 1
    markup.raw("<div class=scroll tabindex=0 role=region aria-label=\"Table")
    if tableCount > 1 {
      markup.raw(" ")
      markup.integer(tableCount)
    }
    markup.raw("\"><table>\n")
  }

  private mutating func writeHeader(of table: NoteTable) {
    markup.raw("<thead><tr>")
    for (cell, alignment) in zip(table.header, table.alignments) {
      // An empty header cell names no column.
      markup.raw(cell == 0 ? "<td" : "<th scope=col")
      write(cell, alignment)
    }
    markup.raw("</thead>\n")
  }

  private mutating func writeRows(of table: NoteTable) {
    guard !table.rowEnds.isEmpty else { return }
    markup.raw("<tbody>\n")
    var start = 0
    for end in table.rowEnds {
      markup.raw("<tr>")
      for (cell, alignment) in zip(table.cells[start..<end], table.alignments) {
        markup.raw("<td")
        write(cell, alignment)
      }
      markup.raw("\n")
      start = end
    }
    markup.raw("</tbody>\n")
  }

  private mutating func write(_ cell: Int, _ alignment: ColumnAlignment) {
    switch alignment {
    case .left: markup.raw(">")
    case .middle: markup.raw(" class=m>")
    case .right: markup.raw(" class=r>")
    }
    if let node = document.front(cell) { writeInlines(of: node) }
  }
}

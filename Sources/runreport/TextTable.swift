/// A table for a terminal: text to the left, numbers to the right, columns two spaces apart.
struct TextTable {
  private let heads: [String]
  /// How many columns, from the left, hold text.
  private let textColumns: Int
  private let isCut: Bool
  private var rows: [[String]] = []

  /// Longer texts are cut: a table whose rows wrap is no table.
  private static let cellLimit = 40

  /// - Parameter isCut: whether long texts are cut.
  init(heads: [String], textColumns: Int, isCut: Bool = true) {
    self.isCut = isCut
    self.heads = heads
    self.textColumns = textColumns
  }

  mutating func add(_ row: [String]) {
    rows.append(row.map { TextTable.printable($0, limit: isCut ? TextTable.cellLimit : .max) })
  }

  var bytes: [UInt8] {
    var widths = heads.map(\.count)
    for row in rows {
      for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
    }
    var text = line(heads, widths)
    for row in rows { text += line(row, widths) }
    return Array(text.utf8)
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let space = String(repeating: " ", count: widths[column] - cell.count)
      if column > 0 { line += "  " }
      let isLast = column == cells.count - 1
      line += column < textColumns ? cell + (isLast ? "" : space) : space + cell
    }
    return line + "\n"
  }

  private static func printable(_ cell: String, limit: Int) -> String {
    let printable = Terminal.printable(cell)
    return printable.count > limit ? printable.prefix(limit - 1) + "…" : printable
  }
}

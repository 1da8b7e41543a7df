import Markup
import RunModel

/// A structured value as a table of columns.
struct RecordGrid {
  private var heads: [String]
  private var columns: [[StructuredValue]]

  /// Objects of column to value, one a row; columns in the order they first appear.
  init(rows: [StructuredValue]) {
    heads = []
    columns = []
    var indexByHead: [String: Int] = [:]
    for (row, value) in rows.enumerated() {
      for member in value.object ?? [.init("value", value)] {
        let index = indexByHead[member.name] ?? heads.count
        if index == heads.count {
          indexByHead[member.name] = index
          heads.append(member.name)
          columns.append(Array(repeating: .null, count: row))
        }
        while columns[index].count < row { columns[index].append(.null) }
        columns[index].append(member.value)
      }
    }
  }

  /// A list: one column.
  init(list: StructuredValue) {
    heads = ["value"]
    columns = [list.list ?? [list]]
  }

  /// An object of column to list; a value that is no list is a column of one.
  init(columns value: StructuredValue) {
    let members = value.object ?? [.init("value", value)]
    heads = members.map(\.name)
    columns = members.map { $0.value.list ?? [$0.value] }
  }

  func write(caption: String, limit: Int, to writer: inout MarkupWriter) {
    let rowCount = columns.map(\.count).max() ?? 0
    let columnLimit = 50
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.text(caption)
    writer.raw("\"><table class=grid><caption class=quiet>")
    writer.text(caption)
    if rowCount > limit { writer.safe(", \(limit) of \(NumberText.grouped(rowCount)) rows") }
    if heads.count > columnLimit { writer.safe(", \(columnLimit) of \(NumberText.grouped(heads.count)) columns") }
    writer.raw("</caption>\n<thead><tr><th scope=col>#")
    for (head, column) in zip(heads, columns).prefix(columnLimit) {
      writer.raw(RecordGrid.isText(column) ? "<th scope=col class=t" : "<th scope=col")
      writer.cutText(head, limit: 40)
    }
    writer.raw("\n<tbody>\n")
    let formats = columns.prefix(columnLimit).map { RecordGrid.format($0.prefix(limit)) }
    for row in 0..<min(rowCount, limit) {
      writer.raw("<tr><td class=quiet>")
      writer.integer(row)
      for (column, format) in zip(columns, formats) {
        RecordGrid.writeCell(column.indices.contains(row) ? column[row] : .null, format, to: &writer)
      }
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
  }

  private static func isText(_ column: [StructuredValue]) -> Bool {
    switch column.first(where: { $0 != .null }) {
    case .number, .integer, nil: false
    default: true
    }
  }

  /// How all numbers of a column are written, so that their decimals line up; nil if none has decimals.
  private static func format(_ column: some Collection<StructuredValue>) -> ColumnFormat? {
    guard column.contains(where: { if case .number = $0 { true } else { false } }) else { return nil }
    return ColumnFormat(
      column.lazy.compactMap { value in
        switch value {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
      })
  }

  private static func writeCell(_ value: StructuredValue, _ format: ColumnFormat?, to writer: inout MarkupWriter) {
    switch value {
    case .null: writer.raw("<td>")
    case .bool(let flag):
      writer.raw("<td class=t>")
      writer.raw(flag ? "true" : "false")
    case .integer(let number):
      // One among numbers with decimals is written as they are: 1.0000 below 0.9821.
      if let format, number.magnitude < 1 << 53 { return writer.numberCell(Double(number), format: format) }
      writer.raw("<td>")
      writer.safe(NumberText.grouped(number))
    case .number(let number): writer.numberCell(number, format: format ?? .whole)
    case .string(let text): writer.textCell(text, limit: 80)
    case .list, .object: writer.textCell(CompactText.of(value), limit: 80)
    }
  }
}

import Markup

/// Cells of tables, written in place.
extension ByteCursor {
  /// A number cell: rounded to read, exact on hover where that differs; an infinity is never the best.
  mutating func numberCell(_ value: Double?, format: ColumnFormat, isBest: Bool = false) {
    guard let value else { return raw("<td>") }
    raw(isBest && value.isFinite ? "<td class=best" : "<td")
    let start = position
    raw(" title=")
    let valueStart = position
    exact(value)
    let valueEnd = position
    raw(">")
    let shown = position
    format.write(value, to: &self)
    dropRepeated(from: start, value: valueStart..<valueEnd, shown: shown)
  }

  /// A cell with a whole number, empty without one.
  mutating func countCell(_ value: Int64?) {
    raw("<td>")
    if let value { grouped(value) }
  }
}

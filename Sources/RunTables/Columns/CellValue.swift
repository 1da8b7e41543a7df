/// What stands in one cell of a run table.
public enum CellValue: Sendable, Hashable {
  case text(String)
  /// A metric's number, a moment in milliseconds since 1970, or a duration in seconds.
  case number(Double)
}

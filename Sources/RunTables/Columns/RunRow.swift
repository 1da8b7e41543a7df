/// One run as filters and sorts see it.
public protocol RunRow {
  /// The value in a column; nil where there is none.
  ///
  /// - Parameter key: never a `.name`.
  func value(of key: ColumnKey) -> CellValue?

  /// The values of all tags.
  var tagValues: [String] { get }
}

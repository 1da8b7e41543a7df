/// One run as its store holds it, every value included.
public struct Run: Sendable, Hashable {
  public var header: RunHeader
  /// In the order of names; none is empty.
  public var series: [MetricSeries]
  /// In the order they were logged.
  public var records: [MetricRecord]
  /// In the order of paths.
  public var files: [RunFile]
  /// Markdown, or nil where there is none.
  public var note: String?

  public init(
    header: RunHeader, series: [MetricSeries] = [], records: [MetricRecord] = [], files: [RunFile] = [],
    note: String? = nil
  ) {
    self.header = header
    self.series = series
    self.records = records
    self.files = files
    self.note = note
  }
}

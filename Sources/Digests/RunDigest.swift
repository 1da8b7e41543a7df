import Analysis
public import Masking
public import RunModel

/// What pages need of one run.
///
/// The values themselves are gone: a digest's size does not grow with them.
public struct RunDigest: Sendable, Equatable {
  public var header: RunHeader
  /// In the order of names.
  public var series: [SeriesDigest]
  public var records: [MetricRecord]
  public var files: [RunFile]
  public var note: String?
  /// What was masked in all of these, by rules.
  public var masked: MaskCounts

  /// - Parameter masked: what was masked in the run.
  public init(_ run: Run, masked: MaskCounts = MaskCounts()) {
    header = run.header
    series = run.series.map(SeriesDigest.init)
    records = run.records
    files = run.files
    note = run.note
    self.masked = masked
  }

  /// What rows of tables need of it: without lines of charts, records and files.
  public var withoutContents: RunDigest {
    var digest = self
    digest.series = series.map(\.withoutLine)
    digest.records = []
    digest.files = []
    return digest
  }

  /// The latest moment the store has anything of this run.
  public var lastSign: Timestamp? {
    let metric = series.compactMap { $0.summary.times?.upperBound }.max().map(Timestamp.init(milliseconds:))
    return [header.end, header.heartbeat, metric, header.start].compactMap { $0 }.max()
  }

  /// From start to end, or to the last sign of life of a run that has no end; nil without a start.
  public var duration: Int64? {
    guard let start = header.start, let end = header.end ?? lastSign else { return nil }
    return max(0, end.milliseconds(since: start))
  }

  /// The series of that name, by binary search.
  public func series(named name: String) -> SeriesDigest? {
    var low = 0
    var high = series.count
    while low < high {
      let middle = (low + high) / 2
      if NameOrder.precedes(series[middle].name, name) { low = middle + 1 } else { high = middle }
    }
    return low < series.count && series[low].name == name ? series[low] : nil
  }

  /// The value of a parameter, or nil.
  public func parameter(_ name: String) -> String? {
    header.parameters.first { $0.name == name }?.value
  }

  /// The value of a tag, or nil.
  public func tag(_ name: String) -> String? { header.tags.first { $0.name == name }?.value }
}

public import Analysis
public import RunModel

/// What pages need of one series: its aggregates and what a chart draws.
///
/// A class: every table, chart and data file of a run goes through its series, and each is large.
public final class SeriesDigest: Sendable, Equatable {
  public let name: String
  public let summary: SeriesSummary
  private let line: Line

  /// What a chart draws: at hand, or still as the cache keeps it, since tables and data files do not ask for it.
  private enum Line: Sendable {
    case ready(ThinnedSeries)
    case encoded(ArraySlice<UInt8>)
  }

  public init(_ series: MetricSeries) {
    name = series.name
    summary = SeriesSummary(series)
    line = .ready(Thinning.thin(series))
  }

  init(name: String, summary: SeriesSummary, encodedLine: ArraySlice<UInt8>) {
    self.name = name
    self.summary = summary
    line = .encoded(encodedLine)
  }

  /// The same without what a chart draws.
  var withoutLine: SeriesDigest { SeriesDigest(name: name, summary: summary, encodedLine: []) }

  /// What a chart draws; nothing if the cache's bytes of it are damaged.
  public var thinned: ThinnedSeries {
    switch line {
    case .ready(let series): series
    case .encoded(let bytes): ThinnedSeries(decoding: bytes) ?? ThinnedSeries(axis: .step, segments: [], nonFinite: [])
    }
  }

  public static func == (a: SeriesDigest, b: SeriesDigest) -> Bool {
    a.name == b.name && a.summary == b.summary && a.thinned == b.thinned
  }

  /// One point is a cell in a table, not a chart.
  public var isChartable: Bool { summary.count > 1 }
}

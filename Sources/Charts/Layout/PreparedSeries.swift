/// A series with nothing in it that cannot be drawn.
struct PreparedSeries: Sendable {
  /// Its place in the chart, which its ids carry.
  var index: Int
  var label: String
  var style: SeriesStyle
  var isEmphasised: Bool
  var segments: [[ChartPoint]]
  var nonFinite: [NonFiniteMark]
  var last: Double?
  /// The least and the greatest of its finite values; nil where it has none.
  var range: ClosedRange<Double>?

  init(_ series: ChartSeries, index: Int) {
    self.index = index
    label = series.label
    style = series.style
    isEmphasised = series.isEmphasised
    nonFinite = series.nonFinite.filter(\.x.isFinite)
    last = series.last.flatMap { $0.isFinite ? $0 : nil }
    segments = series.segments.flatMap { $0.split { !$0.isDrawable }.map { $0.map(\.ordered) } }
    for point in segments.joined() {
      range = min(range?.lowerBound ?? point.low, point.low)...max(range?.upperBound ?? point.high, point.high)
    }
  }
}

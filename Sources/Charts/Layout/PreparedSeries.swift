/// A series with nothing in it that cannot be drawn.
struct PreparedSeries: Sendable {
  /// Its place in the chart, which its ids carry.
  var index: Int
  var label: String
  var style: SeriesStyle
  var isEmphasised: Bool
  var segments: [[ChartPoint]]
  /// What the line goes through where that is not the points themselves.
  var smoothed: [[ChartPoint]]?
  var nonFinite: [NonFiniteMark]
  var last: Double?
  /// The last value as it is written.
  var lastText: String?
  /// The least and the greatest of its finite values; nil where it has none.
  var range: ClosedRange<Double>?

  /// Not an initializer, which would copy all of it at its end.
  static func prepare(_ series: ChartSeries, index: Int) -> PreparedSeries {
    let last = series.last.flatMap { $0.isFinite ? $0 : nil }
    // Nearly always all of them are drawable as they are, and nothing is copied.
    let isReady = series.segments.allSatisfy { $0.allSatisfy { $0.isDrawable && $0.isOrdered } }
    let segments =
      isReady && series.segments.allSatisfy { !$0.isEmpty }
      ? series.segments : series.segments.flatMap { $0.split { !$0.isDrawable }.map { $0.map(\.ordered) } }
    return PreparedSeries(
      index: index, label: series.label, style: series.style, isEmphasised: series.isEmphasised, segments: segments,
      nonFinite: series.nonFinite.filter(\.x.isFinite), last: last, lastText: last.map(ChartText.value),
      range: PreparedSeries.range(of: segments))
  }

  /// Leaves out what a logarithmic x axis has no place for.
  ///
  /// - Returns: how many points that were.
  mutating func keepPositivePlaces() -> Int {
    let before = pointCount
    segments = segments.flatMap { $0.split { $0.x <= 0 }.map(Array.init) }
    nonFinite.removeAll { $0.x <= 0 }
    range = PreparedSeries.range(of: segments)
    return before - pointCount
  }

  /// The places of series, the emphasised first, then in their order.
  static func fromFront(_ series: [PreparedSeries]) -> [Int] {
    let all = Array(series.indices)
    // Most often there is one.
    if all.count < 2 { return all }
    return all.filter { series[$0].isEmphasised } + all.filter { !series[$0].isEmphasised }
  }

  var pointCount: Int { segments.reduce(0) { $0 + $1.count } }

  private static func range(of segments: [[ChartPoint]]) -> ClosedRange<Double>? {
    var least = Double.infinity
    var greatest = -Double.infinity
    for segment in segments {
      for point in segment {
        least = min(least, point.low)
        greatest = max(greatest, point.high)
      }
    }
    return least <= greatest ? least...greatest : nil
  }
}

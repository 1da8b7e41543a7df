import Analysis
import Charts
import Digests
import Markup

/// Turns digests into what the chart module draws.
enum ChartData {
  /// One run's line.
  static func line(
    _ thinned: ThinnedSeries, label: String, style: RunStyle.Choice, isEmphasised: Bool, last: Double?
  ) -> ChartSeries {
    ChartSeries(
      label: label, style: SeriesStyle(colour: style.colour, dash: style.dash), isEmphasised: isEmphasised,
      segments: points(thinned),
      nonFinite: thinned.nonFinite.map { NonFiniteMark(x: $0.x, kind: kind($0.value), level: $0.level) }, last: last)
  }

  private static func points(_ thinned: ThinnedSeries) -> [[ChartPoint]] {
    thinned.segments.map { segment in
      segment.map { ChartPoint(x: $0.x, low: $0.low, high: $0.high, mid: $0.mid, count: $0.count) }
    }
  }

  private static func kind(_ value: Double) -> NonFiniteMark.Kind {
    value.isNaN ? .nan : value < 0 ? .negativeInfinity : .positiveInfinity
  }

  /// `3 NaN or infinite values`, said beside a chart that marks them.
  static func nonFinite(_ count: Int) -> String {
    "\(NumberText.grouped(count)) NaN or infinite \(count == 1 ? "value" : "values")"
  }

  /// The course of a series as a small line in a table cell.
  static func sparkline(_ thinned: ThinnedSeries) -> Sparkline {
    Sparkline(segments: points(thinned))
  }
}

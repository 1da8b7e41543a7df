import Analysis
import Markup
import RunModel
import RunTables

/// What stands beside a metric's number.
extension MarkupWriter {
  /// How far a value is from another: signed, better or worse where that is known; nothing for what is no number.
  mutating func delta(
    _ value: Double, from baseline: Double, _ column: MetricColumn, _ aggregate: MetricAggregate = .last
  ) {
    let delta = value - baseline
    guard !delta.isNaN else { return }
    raw(" <small class=")
    switch column.direction?.direction {
    case .some(let side) where delta != 0 && !aggregate.isPlace:
      raw((delta > 0) == (side == .higher) ? "better" : "worse")
    default: raw("equal")
    }
    raw(">")
    safe(delta > 0 ? "+" : delta < 0 ? "\u{2212}" : "±")
    safe(column.format(of: aggregate).distance(delta.magnitude))
    raw("</small>")
  }

  /// How much longer or shorter a run took than another, in milliseconds; neither is better.
  mutating func durationDelta(_ value: Int64?, from baseline: Int64?) {
    guard let value, let baseline else { return }
    raw(" <small class=equal>")
    safe(value > baseline ? "+" : value < baseline ? "\u{2212}" : "±")
    safe(value == baseline ? "0" : TimeText.duration(milliseconds: abs(value - baseline)))
    raw("</small>")
  }

  /// Warns of values that are no numbers: the run's own page counts them, in a table they must not be overlooked.
  mutating func nonFiniteMark(_ summary: SeriesSummary) {
    guard summary.nonFiniteCount > 0 else { return }
    raw("<sup title=\"")
    safe(
      "\(NumberText.grouped(summary.nonFiniteCount)) of \(NumberText.grouped(summary.count)) values are NaN or infinite"
    )
    raw("\">!</sup>")
  }
}

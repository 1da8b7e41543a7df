import Pages
import RunModel

/// One series to print.
struct MetricLine: Sendable {
  var line: SeriesLine
  /// The experiment's place in its store, for ids that stand twice.
  var key: String
  /// Every value, where they were asked for.
  var values: MetricSeries?

  /// By experiment, its id, run and metric.
  static func precedes(_ a: MetricLine, _ b: MetricLine) -> Bool {
    for (first, second) in [
      (a.line.experiment, b.line.experiment), (a.line.experimentID, b.line.experimentID), (a.key, b.key),
      (a.line.run, b.line.run), (a.line.metric, b.line.metric),
    ] where first != second {
      return NameOrder.precedes(first, second)
    }
    return false
  }
}

import Analysis
import Charts
import Digests
import RunModel
import RunTables
import Settings

/// One metric of an experiment as its pages show it: how its numbers are rounded, what is said of its direction.
///
/// A class, since every page hands it on a dozen times, and a copy of its digest counts a dozen references.
final class MetricColumn: Sendable {
  let digest: MetricDigest
  let format: ColumnFormat

  /// - Parameter format: what settings want; nil for what fits the values.
  init(_ digest: MetricDigest, format: MetricFormat? = nil) {
    self.digest = digest
    self.format = ColumnFormat(digest.extent, format)
  }

  var name: String { digest.name }
  var direction: MetricDirection? { digest.direction }
  var unit: String? { digest.unit }
  /// Whether some run logged more than one value of it.
  var isChartable: Bool { digest.isChartable }
  /// The best value any run reached, by the direction.
  var best: Double? { digest.best }

  /// What counts as a run's value when runs are ranked.
  func score(_ summary: SeriesSummary) -> Double? { digest.score(summary) }

  /// Whether the first value is better than the second.
  func isBetter(_ a: Double, than b: Double) -> Bool { digest.isBetter(a, than: b) }

  /// Whether an aggregate is the one whose best value is marked: max where higher is better, min where lower is.
  ///
  /// - Parameter isSingle: whether all aggregates are one number.
  func ranks(by aggregate: MetricAggregate, isSingle: Bool) -> Bool {
    guard let side = direction?.direction else { return false }
    return isSingle ? aggregate == .last : aggregate == (side == .higher ? .max : .min)
  }

  /// The best of some values that are finite, by the direction.
  func best(of values: some Sequence<Double?>) -> Double? {
    values.lazy.compactMap { $0 }.filter(\.isFinite).reduce(nil) { best, value in
      best.map { isBetter(value, than: $0) ? value : $0 } ?? value
    }
  }

  /// How numbers of an aggregate are rounded: as the metric's own, unless they count something.
  func format(of aggregate: MetricAggregate) -> ColumnFormat { aggregate.isPlace ? ColumnFormat.whole : format }

  /// One number of a run's series.
  func value(_ aggregate: MetricAggregate, of summary: SeriesSummary) -> Double? {
    summary.value(aggregate, better: direction?.direction)
  }

  /// The same of a run; nil where it has no such metric.
  func value(_ aggregate: MetricAggregate, of run: RunDigest) -> Double? {
    run.series(named: name).flatMap { value(aggregate, of: $0.summary) }
  }

  /// The words beside the metric's name: `higher is better (inferred from its name)`.
  var directionText: String? {
    guard let direction else { return nil }
    let side = direction.direction == .higher ? "higher is better" : "lower is better"
    switch direction.origin {
    case .declared: return side
    case .settings: return side + " (runreport.yaml)"
    case .inferred: return side + " (inferred from its name)"
    }
  }

  var scale: YScale { .automatic(ratio: logRatio) }
  /// From which ratio of greatest to least on values are drawn by their logarithm.
  ///
  /// Losses and errors fall by orders of magnitude: they are read by their logarithm much sooner.
  var logRatio: Double { direction?.direction == .lower ? 30 : Self.usualLogRatio }

  static let usualLogRatio = 1000.0

  var arrow: String {
    switch direction?.direction {
    case .higher: "↑"
    case .lower: "↓"
    case nil: ""
    }
  }
}

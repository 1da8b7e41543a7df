import Analysis
import Charts
import Digests
import RunModel

/// One metric of an experiment as its pages show it: how its numbers are rounded, what is said of its direction.
///
/// A class, since every page hands it on a dozen times, and a copy of its digest counts a dozen references.
final class MetricColumn: Sendable {
  let digest: MetricDigest
  let format: ColumnFormat

  init(_ digest: MetricDigest) {
    self.digest = digest
    format = ColumnFormat(digest.extent)
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

  /// The words beside the metric's name: `higher is better (inferred from its name)`.
  var directionText: String? {
    guard let direction else { return nil }
    let side = direction.direction == .higher ? "higher is better" : "lower is better"
    return direction.origin == .inferred ? side + " (inferred from its name)" : side
  }

  /// Losses and errors fall by orders of magnitude: they are read by their logarithm much sooner.
  var scale: YScale { .automatic(ratio: logRatio) }
  var logRatio: Double { direction?.direction == .lower ? 30 : 1000 }

  var arrow: String {
    switch direction?.direction {
    case .higher: "↑"
    case .lower: "↓"
    case nil: ""
    }
  }
}

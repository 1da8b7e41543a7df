import Analysis
import Charts
import Digests
import RunModel
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
  var logRatio: Double { MetricColumn.logRatio(direction?.direction) }

  static let usualLogRatio = 1000.0

  /// Losses and errors fall by orders of magnitude: they are read by their logarithm much sooner.
  static func logRatio(_ direction: MetricDeclaration.Direction?) -> Double {
    direction == .lower ? 30 : usualLogRatio
  }

  var arrow: String {
    switch direction?.direction {
    case .higher: "↑"
    case .lower: "↓"
    case nil: ""
    }
  }
}

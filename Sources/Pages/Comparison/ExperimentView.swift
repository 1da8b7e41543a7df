import Analysis
import Digests
import Fingerprints
import RunModel

/// How an experiment's runs are compared on all its pages: colours, order of metrics, what differs.
struct ExperimentView: Sendable {
  let digest: ExperimentDigest
  /// In the order of the experiment's runs.
  let styles: [RunStyle.Choice]
  /// The primary one first, then held-out data, then the rest; names of the system last.
  let metrics: [MetricColumn]
  let primary: PrimaryMetric?
  /// Parameters whose value is not the same in all runs, those most runs have first.
  let differing: [ParameterDigest]
  /// Parameters that all runs have in common.
  let common: [NamedValue]
  /// The runs charts show, best by the primary metric first.
  let charted: [Int]

  /// Of how numbers of each metric are shown, and in which order.
  let metricsFingerprint: Fingerprint
  private let indexByMetric: [String: Int]

  init(_ digest: ExperimentDigest, of index: ExperimentIndex) {
    self.digest = digest
    styles = RunStyle.choices(for: index.runs.map(\.id))
    let primary = PrimaryMetric.choose(
      declared: index.experiment.primaryMetric, among: digest.metrics, runCount: digest.measuredCount)
    self.primary = primary
    metrics = digest.metrics.sorted { ExperimentView.precedes($0, $1, primary: primary?.name) }.map(MetricColumn.init)
    metricsFingerprint = ExperimentView.fingerprint(metrics, primary: primary)
    indexByMetric = Dictionary(zip(metrics.map(\.name), metrics.indices)) { first, _ in first }
    (differing, common) = ParameterSplit.split(digest.parameters, runCount: digest.parameterisedCount)
    charted = digest.charted(by: digest.metrics.first { $0.name == primary?.name })
  }

  /// How many runs have a line to draw.
  var drawableCount: Int { digest.drawableCount }

  func metric(named name: String) -> MetricColumn? { indexByMetric[name].map { metrics[$0] } }

  /// Where a metric stands in the order of metrics.
  func place(ofMetric name: String) -> Int { indexByMetric[name] ?? metrics.count }

  private static func fingerprint(_ metrics: [MetricColumn], primary: PrimaryMetric?) -> Fingerprint {
    var hasher = FingerprintHasher()
    hasher.combine(primary?.name)
    for metric in metrics {
      hasher.combine(metric.name)
      hasher.combine(metric.directionText)
      hasher.combine(metric.unit)
      hasher.combine(metric.format.decimals ?? -1)
    }
    return hasher.finish()
  }

  private static func precedes(_ a: MetricDigest, _ b: MetricDigest, primary: String?) -> Bool {
    func rank(_ metric: MetricDigest) -> Int {
      if metric.name == primary { return 0 }
      let words = MetricWords.split(metric.name)
      if words.first == "system" { return 5 }
      let isHeldOut = words.contains { ["val", "valid", "validation", "test", "eval", "dev"].contains($0) }
      return (metric.direction == nil ? 3 : 1) + (isHeldOut ? 0 : 1)
    }
    let ranks = (rank(a), rank(b))
    return ranks.0 == ranks.1 ? NameOrder.precedes(a.name, b.name) : ranks.0 < ranks.1
  }
}

import Analysis
import Digests
import Fingerprints
import RunModel
import RunTables
import Settings

/// How an experiment's runs are compared on all its pages: colours, order of metrics, what differs.
///
/// A class: it is large, and each of those pages holds it.
final class ExperimentView: Sendable {
  let digest: ExperimentDigest
  /// In the order of the experiment's runs.
  let styles: [RunStyle.Choice]
  /// What settings do not hide: the primary one first, then held-out data, then the rest; names of the system last.
  let metrics: [MetricColumn]
  /// These, then those that settings hide.
  let allMetrics: [MetricColumn]
  let primary: PrimaryMetric?
  /// What settings do not hide of the parameters whose value is not the same in all runs, those most runs have first.
  let differing: [ParameterDigest]
  /// What settings do not hide of the parameters that all runs have in common.
  let common: [NamedValue]
  /// The runs charts show, best by the primary metric first.
  let charted: [Int]
  /// The runs to look at where nobody chose others: those that charts show, or where these are not two, the best by the
  /// primary metric and the newest others.
  let compared: [Int]

  /// What the table has of columns when nothing is hidden.
  let names: ColumnNames
  /// How many parameters, differing or not, are hidden.
  let hiddenParameterCount: Int

  /// Of how numbers of each metric are shown, and in which order.
  let metricsFingerprint: Fingerprint
  /// Of what settings say of this experiment's metrics.
  let settingsFingerprint: Fingerprint
  private let indexByMetric: [String: Int]
  private let directions: [String: MetricDeclaration.Direction]

  init(_ digest: ExperimentDigest, of index: ExperimentIndex, under settings: Settings) {
    self.digest = digest
    names = digest.columnNames
    directions = Dictionary(
      digest.metrics.compactMap { metric in metric.direction.map { (metric.name, $0.direction) } }
    ) { first, _ in first }
    let rules = digest.metrics.map { settings.rule(for: $0.name) }
    settingsFingerprint = ExperimentView.fingerprint(rules)
    let shown = zip(digest.metrics, rules).filter { $1.isHidden != true }
    let primary = PrimaryMetric.choose(
      declared: index.experiment.primaryMetric, among: shown.map(\.0), runCount: digest.measuredCount)
    self.primary = primary
    func columns(_ metrics: [(MetricDigest, MetricRule)]) -> [MetricColumn] {
      metrics.sorted { ExperimentView.precedes($0.0, $1.0, primary: primary?.name) }
        .map { MetricColumn($0, format: $1.format) }
    }
    metrics = columns(shown)
    allMetrics = metrics + columns(zip(digest.metrics, rules).filter { $1.isHidden == true })
    metricsFingerprint = ExperimentView.fingerprint(metrics, primary: primary)
    indexByMetric = Dictionary(zip(allMetrics.map(\.name), allMetrics.indices)) { first, _ in first }
    let parameters = digest.parameters.filter { !settings.hides(.parameter($0.name)) }
    hiddenParameterCount = digest.parameters.count - parameters.count
    (differing, common) = ParameterSplit.split(parameters, runCount: digest.parameterisedCount)
    let leading = digest.metrics.first { $0.name == primary?.name }
    charted = digest.charted(by: leading)
    compared = charted.count > 1 ? charted : ExperimentView.best(of: index.runs.count, by: leading)
    styles = RunStyle.choices(for: index.runs.map(\.id), drawn: compared)
  }

  /// The same with other styles.
  private init(_ view: ExperimentView, styles: [RunStyle.Choice]) {
    self.styles = styles
    digest = view.digest
    metrics = view.metrics
    allMetrics = view.allMetrics
    primary = view.primary
    differing = view.differing
    common = view.common
    charted = view.charted
    compared = view.compared
    names = view.names
    hiddenParameterCount = view.hiddenParameterCount
    metricsFingerprint = view.metricsFingerprint
    settingsFingerprint = view.settingsFingerprint
    indexByMetric = view.indexByMetric
    directions = view.directions
  }

  /// The view for a page that draws these runs and no others (`RunStyle.choices(_:drawing:)`).
  func drawing(_ runs: some Sequence<Int>) -> ExperimentView {
    ExperimentView(self, styles: RunStyle.choices(styles, drawing: runs))
  }

  /// How many runs have a line to draw.
  var drawableCount: Int { digest.drawableCount }

  /// The metric of that name, if settings do not hide it.
  func metric(named name: String) -> MetricColumn? {
    indexByMetric[name].flatMap { metrics.indices.contains($0) ? metrics[$0] : nil }
  }

  /// The metric of that name, hidden or not.
  func anyMetric(named name: String) -> MetricColumn? { indexByMetric[name].map { allMetrics[$0] } }

  /// Where a metric stands in the order of all metrics.
  func place(ofMetric name: String) -> Int { indexByMetric[name] ?? allMetrics.count }

  /// Whether higher or lower is better for a metric, shown or not.
  func direction(ofMetric name: String) -> MetricDeclaration.Direction? { directions[name] }

  /// The column a key names; nil where no run has it.
  func column(_ key: ColumnKey) -> ColumnKey? { names.find(key) }

  /// The best by a metric, whether they have a line or not, then the newest others.
  private static func best(of count: Int, by metric: MetricDigest?) -> [Int] {
    let best = metric?.ranked.runs ?? []
    let others = (0..<count).lazy.filter { !best.contains($0) }
    return best + others.prefix(Leaders.limit - best.count)
  }

  private static func fingerprint(_ rules: [MetricRule]) -> Fingerprint {
    var hasher = FingerprintHasher()
    for rule in rules { rule.combine(into: &hasher) }
    return hasher.finish()
  }

  private static func fingerprint(_ metrics: [MetricColumn], primary: PrimaryMetric?) -> Fingerprint {
    var hasher = FingerprintHasher()
    hasher.combine(primary?.name)
    for metric in metrics {
      hasher.combine(metric.name)
      hasher.combine(metric.directionText)
      hasher.combine(metric.unit)
      hasher.combine(metric.format.style.rawValue)
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

public import Masking
public import RunTables

/// What `runreport.yaml` says; docs/settings.md has the whole of it.
public struct Settings: Sendable, Hashable {
  /// Where it was read, as its reader wrote it; nil where there is none.
  public var file: String?
  public var title: String?
  /// Paths are relative to the current folder, addresses as they were written.
  public var stores: [String] = []
  /// In the order of the file: the first that fits a metric and says a thing counts for that thing.
  public var metrics: [MetricRule] = []
  public var hiddenColumns: [ColumnPattern] = []
  /// The order of run tables; nil for newest first.
  public var sort: RunSort?
  /// Added to the page of each experiment that has what they need.
  public var charts: [ChartRequest] = []
  public var views: [SavedView] = []
  /// Files of runs above so many bytes are listed, not copied; nil for what the program takes.
  public var artifactLimit: Int64?
  /// Which secrets are masked.
  public var masking = MaskingChoice()

  public init() {}

  /// What is said of one metric.
  public func rule(for metric: String) -> MetricRule {
    var found = MetricRule(NamePattern(metric))
    for rule in metrics where rule.pattern.fits(metric) {
      found.direction = found.direction ?? rule.direction
      found.format = found.format ?? rule.format
      found.unit = found.unit ?? rule.unit
      found.isHidden = found.isHidden ?? rule.isHidden
    }
    return found
  }

  /// Whether tables leave a column out; one of a hidden metric, too.
  public func hides(_ key: ColumnKey) -> Bool {
    if case .metric(let name, _) = key, rule(for: name).isHidden == true { return true }
    return hiddenColumns.contains { $0.fits(key) }
  }
}

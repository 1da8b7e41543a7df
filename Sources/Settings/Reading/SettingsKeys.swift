/// The keys one mapping of the settings may have.
protocol SettingsKey: RawRepresentable<String>, CaseIterable, Sendable {
  /// What the mapping is for, as an error names it: `a view`.
  static var owner: String { get }
}

enum RootKey: String, SettingsKey {
  case title, stores, metrics, columns, sort, charts, views, masking
  case maxArtifact = "max-artifact"
  static let owner = "the settings"
}

enum MetricKey: String, SettingsKey {
  case direction, format, unit, hidden
  static let owner = "a metric"
}

enum ColumnsKey: String, SettingsKey {
  case hidden
  static let owner = "columns"
}

enum ViewKey: String, SettingsKey {
  case name, note, experiment, filter, runs, sort, columns, group, baseline, charts
  static let owner = "a view"
}

enum ChartKey: String, SettingsKey {
  case line, bar, scatter, parallel, best
  case x, log, smoothing, outliers, legend, title, experiment
  static let owner = "a chart"

  static let kinds: [ChartKey] = [.line, .bar, .scatter, .parallel, .best]
}

enum MaskingKey: String, SettingsKey {
  case rules, off
  static let owner = "masking"
}

enum MaskingRuleKey: String, SettingsKey {
  case name, pattern
  static let owner = "a rule"
}

enum LogWord: String, CaseIterable {
  case x, y, xy, none
}

enum OutlierWord: String, CaseIterable {
  case clip
}

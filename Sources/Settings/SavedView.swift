public import RunTables

/// A choice of runs, columns and charts that is a page of its own.
public struct SavedView: Sendable, Hashable {
  public var name: String
  /// Markdown.
  public var note: String?
  /// Which experiments' runs it has; nil for all.
  public var experiment: NamePattern?
  /// Not yet bound to the columns of a table (`RunFilter.bound`).
  public var filter: RunFilter?
  /// Only these, by name or id; empty for all.
  public var runs: [String] = []
  /// Nil for the order of the run table.
  public var sort: RunSort?
  /// Exactly these after run and status; nil for those of the experiment.
  public var columns: [ColumnKey]?
  public var group: ColumnKey?
  /// The run others are compared with, by name or id.
  public var baseline: String?
  public var charts: [ChartRequest] = []

  public init(name: String) {
    self.name = name
  }

  /// Whether it has pages for an experiment of that name.
  public func isFor(_ name: String) -> Bool { experiment?.fits(name) ?? true }
}

/// A named group of runs.
public struct Experiment: Sendable, Hashable {
  /// The id as its store writes it.
  public var id: String
  public var name: String
  public var created: Timestamp?
  /// In the order of names.
  public var tags: [NamedValue]
  /// Markdown, or nil where there is none.
  public var note: String?
  public var primaryMetric: String?
  public var metrics: [String: MetricDeclaration]
  /// True for an experiment its store marks as deleted.
  public var isDeleted: Bool

  public init(id: String, name: String) {
    self.id = id
    self.name = name
    tags = []
    metrics = [:]
    isDeleted = false
  }
}

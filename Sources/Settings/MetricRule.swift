public import RunTables

/// What settings say of the metrics of one name or pattern; nil where they say nothing.
public struct MetricRule: Sendable, Hashable {
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    case higher, lower
    /// Neither is better, whatever the name or the store says.
    case none
  }

  public var pattern: NamePattern
  public var direction: Direction?
  public var format: MetricFormat?
  public var unit: String?
  public var isHidden: Bool?

  public init(_ pattern: NamePattern) {
    self.pattern = pattern
  }
}

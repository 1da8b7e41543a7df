/// What a store or a settings file says of a metric.
public struct MetricDeclaration: Sendable, Hashable {
  /// Which values are better.
  public enum Direction: String, Sendable, Hashable {
    case higher, lower
  }

  public var direction: Direction?
  public var unit: String?
  public var description: String?

  public init(direction: Direction? = nil, unit: String? = nil, description: String? = nil) {
    self.direction = direction
    self.unit = unit
    self.description = description
  }
}

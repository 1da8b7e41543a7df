/// A value that is no finite number, and where it is marked.
public struct NonFiniteMark: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case nan, positiveInfinity, negativeInfinity
  }

  /// Where it stands: a step, an index.
  public var x: Double
  public var kind: Kind
  /// The last finite value before it, at whose height a NaN is drawn; nil puts it at the bottom.
  public var level: Double?

  public init(x: Double, kind: Kind, level: Double?) {
    self.x = x
    self.kind = kind
    self.level = level
  }
}

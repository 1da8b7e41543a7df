/// How far a column's finite values reach: enough to choose one way of rounding for all of them.
public struct ValueExtent: Sendable, Hashable {
  /// The greatest size of any value; 0 where there is none.
  public var greatest = 0.0
  /// The least size of any value but 0; infinite where there is none.
  public var least = Double.infinity
  public var areWhole = true

  public init() {}

  public init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// Takes a value in; NaN and infinities change nothing.
  public mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    greatest = max(greatest, value.magnitude)
    if value != 0 { least = min(least, value.magnitude) }
    if value != value.rounded() { areWhole = false }
  }
}

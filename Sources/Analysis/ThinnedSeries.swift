public import RunModel

/// A series cut down for drawing, with every column's minimum and maximum kept.
public struct ThinnedSeries: Sendable, Hashable {
  /// What the x of a point means.
  public enum Axis: Sendable, Hashable {
    case step
    /// The position in the series: every step is the same, so steps tell nothing.
    case index
  }

  /// The values that fell into one column, or one value.
  public struct Bucket: Sendable, Hashable {
    /// Where it is drawn: the x of the bucket's first value.
    public var x: Double
    public var low: Double
    public var high: Double
    /// The mean of the bucket's values.
    public var mid: Double
    /// How many values it stands for.
    public var count: Int
    /// When the bucket's first value was logged, in milliseconds since 1970, or `MetricSeries.noTime`.
    public var time: Int64

    public init(x: Double, value: Double, time: Int64 = MetricSeries.noTime) {
      self.x = x
      self.time = time
      low = value
      high = value
      mid = value
      count = 1
    }

    fileprivate mutating func mapValues(_ transform: (Double) -> Double) {
      low = transform(low)
      high = transform(high)
      if count == 1 { mid = low }
    }

    /// Takes another value or bucket in.
    public mutating func merge(_ other: Bucket) {
      low = Swift.min(low, other.low)
      high = Swift.max(high, other.high)
      let total = Double(count + other.count)
      // Weighted, not summed: sums of values near 1e308 overflow.
      mid = mid * (Double(count) / total) + other.mid * (Double(other.count) / total)
      count += other.count
    }
  }

  /// A value that is no finite number, and where it stands.
  public struct NonFinite: Sendable, Hashable {
    public var x: Double
    public var value: Double
    /// The last finite value before it, where there is one.
    public var level: Double?

    public init(x: Double, value: Double, level: Double?) {
      self.x = x
      self.value = value
      self.level = level
    }
  }

  public var axis: Axis
  /// A new segment starts where steps run backward, and after a value that is not finite.
  public var segments: [[Bucket]]
  /// At most `nonFiniteLimit`; the summary counts them all.
  public var nonFinite: [NonFinite]

  public init(axis: Axis, segments: [[Bucket]], nonFinite: [NonFinite]) {
    self.axis = axis
    self.segments = segments
    self.nonFinite = nonFinite
  }

  /// Puts each value that was logged through a function; means of several stay.
  mutating func mapValues(_ transform: (Double) -> Double) {
    for segment in segments.indices {
      for place in segments[segment].indices { segments[segment][place].mapValues(transform) }
    }
    for place in nonFinite.indices { nonFinite[place].level = nonFinite[place].level.map(transform) }
  }

  /// How many finite values are drawn, each or as part of a bucket.
  public var finiteCount: Int { segments.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } } }
}

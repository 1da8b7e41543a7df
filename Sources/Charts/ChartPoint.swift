/// One value of a line, or the values that share one column of pixels.
public struct ChartPoint: Sendable, Hashable {
  /// Where it stands: a step, an index, a number of seconds.
  public var x: Double
  /// The least of its values.
  public var low: Double
  /// The greatest of its values.
  public var high: Double
  /// The mean of its values: where the line goes.
  public var mid: Double
  /// How many values it stands for; 1 where `low`, `high` and `mid` are the same number.
  public var count: Int

  public init(x: Double, low: Double, high: Double, mid: Double, count: Int) {
    self.x = x
    self.low = low
    self.high = high
    self.mid = mid
    self.count = count
  }

  /// A single value.
  public init(x: Double, y: Double) {
    self.init(x: x, low: y, high: y, mid: y, count: 1)
  }

  /// True where every part is a finite number.
  var isDrawable: Bool { x.isFinite && low.isFinite && high.isFinite && mid.isFinite && low <= high }

  /// True where the mean lies between the extremes.
  var isOrdered: Bool { low <= mid && mid <= high }

  /// The same with the mean between the extremes, which rounding may have moved it out of.
  var ordered: ChartPoint {
    ChartPoint(x: x, low: low, high: high, mid: min(max(mid, low), high), count: count)
  }

  /// Takes another point's values in; the x stays.
  mutating func merge(_ other: ChartPoint) {
    let (mine, others) = (Double(max(1, count)), Double(max(1, other.count)))
    low = min(low, other.low)
    high = max(high, other.high)
    // Weighted, not summed, since sums near 1e308 overflow; clamped, since rounding may leave the range.
    let mean = mid * (mine / (mine + others)) + other.mid * (others / (mine + others))
    mid = min(max(mean, low), high)
    count = max(1, count) + max(1, other.count)
  }
}

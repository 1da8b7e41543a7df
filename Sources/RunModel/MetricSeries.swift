/// All values one run logged under one metric name, in the order of the store.
///
/// The columns have one length. A series is only as large as its points while it is being summarised;
/// pages see its digest.
public struct MetricSeries: Sendable, Hashable {
  /// Which value a tool calls the last one.
  public enum LastRule: Sendable, Hashable {
    /// The last line written: the native store, CSV files.
    case lastWritten
    /// The greatest (step, time, value): MLflow's `file_store.py` and `latest_metrics`.
    case greatestStep
  }

  public var name: String
  public var steps: [Int64]
  /// Milliseconds since 1970 for each value, or `MetricSeries.noTime`.
  public var times: [Int64]
  public var values: [Double]
  public var lastRule: LastRule
  /// Whether the values are those of 32-bit numbers, as TensorBoard and Keras keep them.
  public var isSinglePrecision = false

  /// Stands in `times` for a value that carries no time.
  public static let noTime = Int64.min

  public init(
    name: String, steps: [Int64] = [], times: [Int64] = [], values: [Double] = [],
    lastRule: LastRule = .lastWritten
  ) {
    self.name = name
    self.steps = steps
    self.times = times
    self.values = values
    self.lastRule = lastRule
  }

  public var count: Int { values.count }

  /// The number a value of this series is shown as: 0.95, not the 0.949999988079071 it is as a 32-bit number.
  public func shown(_ value: Double) -> Double {
    guard isSinglePrecision, value.isFinite else { return value }
    let narrow = Float(value)
    return narrow.isFinite ? Double(narrow.description) ?? value : value
  }

  /// Appends one value.
  @inlinable public mutating func append(step: Int64, time: Int64, value: Double) {
    steps.append(step)
    times.append(time)
    values.append(value)
  }
}

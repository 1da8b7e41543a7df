public import RunModel

/// The aggregates of one series: what a table shows and `runreport metrics` prints.
public struct SeriesSummary: Sendable, Hashable {
  /// How many values were logged, NaN and infinities included.
  public var count = 0
  public var first = Double.nan
  public var last = Double.nan
  public var firstStep: Int64 = 0
  public var lastStep: Int64 = 0
  /// The least value that is not NaN, and the step it was first reached at; nil if all are NaN.
  public var min: Extreme?
  /// The greatest value that is not NaN, and the step it was first reached at; nil if all are NaN.
  public var max: Extreme?
  /// The arithmetic mean of the values that are not NaN; nil if all are NaN.
  public var mean: Double?
  public var nanCount = 0
  public var infinityCount = 0
  /// The earliest and latest time of any value, in milliseconds since 1970; nil where none has one.
  public var times: ClosedRange<Int64>?
  /// When the values a reader asks for first were logged; nil where none has a time.
  public var moments: Moments?

  /// Times of single values, in milliseconds since 1970; nil for one that carries none.
  public struct Moments: Sendable, Hashable {
    public var first: Int64?
    public var last: Int64?
    public var min: Int64?
    public var max: Int64?
    /// Of the first value that is NaN or infinite.
    public var nonFinite: Int64?

    public init(first: Int64? = nil, last: Int64? = nil, min: Int64? = nil, max: Int64? = nil, nonFinite: Int64? = nil)
    {
      self.first = first
      self.last = last
      self.min = min
      self.max = max
      self.nonFinite = nonFinite
    }

    /// All that are known.
    public var known: [Int64] { [first, last, min, max, nonFinite].compactMap { $0 } }
  }

  /// A value and where it was reached.
  public struct Extreme: Sendable, Hashable {
    public var value: Double
    public var step: Int64

    public init(value: Double, step: Int64) {
      self.value = value
      self.step = step
    }
  }

  /// NaN and infinities together.
  public var nonFiniteCount: Int { nanCount + infinityCount }

  /// Of no value at all.
  public init() {}

  /// Summarises a series in one pass.
  public init(_ series: MetricSeries) {
    count = series.count
    guard count > 0 else { return }
    var sum = 0.0
    var least = Double.infinity
    var leastIndex = -1
    var greatest = -Double.infinity
    var greatestIndex = -1
    var nonFiniteIndex: Int?
    series.values.withUnsafeBufferPointer { values in
      for index in values.indices {
        let value = values[index]
        if !value.isFinite, nonFiniteIndex == nil { nonFiniteIndex = index }
        if value.isNaN {
          nanCount += 1
          continue
        }
        if value.isInfinite { infinityCount += 1 }
        sum += value
        if value < least || leastIndex < 0 {
          least = value
          leastIndex = index
        }
        if value > greatest || greatestIndex < 0 {
          greatest = value
          greatestIndex = index
        }
      }
    }
    if leastIndex >= 0 {
      min = Extreme(value: series.shown(least), step: series.steps[leastIndex])
      max = Extreme(value: series.shown(greatest), step: series.steps[greatestIndex])
      mean = sum / Double(count - nanCount)
    }
    let ends = SeriesSummary.ends(of: series)
    first = series.shown(series.values[ends.first])
    firstStep = series.steps[ends.first]
    last = series.shown(series.values[ends.last])
    lastStep = series.steps[ends.last]
    times = SeriesSummary.timeRange(series.times)
    guard times != nil else { return }
    func time(_ index: Int?) -> Int64? {
      guard let index, index >= 0, series.times[index] != MetricSeries.noTime else { return nil }
      return series.times[index]
    }
    moments = Moments(
      first: time(ends.first), last: time(ends.last), min: time(leastIndex), max: time(greatestIndex),
      nonFinite: time(nonFiniteIndex))
  }

  /// Where the first and the last value stand, by the rule of the series' store.
  private static func ends(of series: MetricSeries) -> (first: Int, last: Int) {
    guard series.lastRule == .greatestStep else { return (0, series.count - 1) }
    var first = 0
    var last = 0
    for index in 1..<Swift.max(1, series.count) {
      if isLater(series, index, than: last) { last = index }
      if isLater(series, first, than: index) { first = index }
    }
    return (first, last)
  }

  /// MLflow's order: by step, then time, then value; Python's tuples, so a NaN is later than nothing.
  private static func isLater(_ series: MetricSeries, _ a: Int, than b: Int) -> Bool {
    if series.steps[a] != series.steps[b] { return series.steps[a] > series.steps[b] }
    if series.times[a] != series.times[b] { return series.times[a] > series.times[b] }
    return series.values[a] > series.values[b]
  }

  private static func timeRange(_ times: [Int64]) -> ClosedRange<Int64>? {
    var earliest = Int64.max
    var latest = Int64.min
    for time in times where time != MetricSeries.noTime {
      earliest = Swift.min(earliest, time)
      latest = Swift.max(latest, time)
    }
    return earliest <= latest ? earliest...latest : nil
  }
}

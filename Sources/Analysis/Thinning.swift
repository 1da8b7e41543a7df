public import RunModel

/// Cuts series down to what a chart can show, keeping spikes.
///
/// The x range is divided into columns of one width. Each column keeps its least, greatest and mean value,
/// so that whatever is drawn from it covers every value; nothing is left to chance. Columns of a thinned
/// series can be merged again for a narrower chart.
public enum Thinning {
  /// Series of at most this many values are kept as they are.
  public static let keptWhole = 640
  /// Into how many columns longer ones are divided.
  public static let columns = 512
  /// How many NaN and infinities are kept for drawing.
  public static let nonFiniteLimit = 32
  /// With more backward steps than this the values were written out of order, not by restarts: they are
  /// sorted by step.
  static let restartLimit = 32

  public static func thin(_ series: MetricSeries) -> ThinnedSeries {
    var steps = series.steps
    var values = series.values
    var times = series.times
    guard let firstStep = steps.first else { return ThinnedSeries(axis: .step, segments: [], nonFinite: []) }
    let isIndexed = steps.count > 1 && steps.allSatisfy { $0 == firstStep }
    if isIndexed {
      steps = Array(0..<Int64(steps.count))
    } else if zip(steps, steps.dropFirst()).count(where: { $0 > $1 }) > restartLimit {
      let order = steps.indices.sorted { (steps[$0], $0) < (steps[$1], $1) }
      steps = order.map { series.steps[$0] }
      values = order.map { series.values[$0] }
      times = order.map { series.times[$0] }
    }
    var result = ThinnedSeries(axis: isIndexed ? .index : .step, segments: [], nonFinite: [])
    collect(steps: steps, times: times, values: values, into: &result)
    if series.isSinglePrecision { result.mapValues(series.shown) }
    return result
  }

  private static func collect(
    steps: [Int64], times: [Int64], values: [Double], into result: inout ThinnedSeries
  ) {
    let range = xRange(steps)
    let width = steps.count > keptWhole ? (range.upperBound - range.lowerBound) / Double(columns) : 0
    var segment: [ThinnedSeries.Bucket] = []
    var column = -1
    var level: Double?
    var previousStep = Int64.min

    for index in values.indices {
      let value = values[index]
      let step = steps[index]
      let x = Double(step)
      if step < previousStep { close(&segment, into: &result) }
      previousStep = step
      guard value.isFinite else {
        close(&segment, into: &result)
        if result.nonFinite.count < nonFiniteLimit { result.nonFinite.append(.init(x: x, value: value, level: level)) }
        continue
      }
      level = value
      let bucket = ThinnedSeries.Bucket(x: x, value: value, time: times[index])
      let place = width > 0 ? min(columns - 1, Int((x - range.lowerBound) / width)) : -1
      // Values of one step, or of one column, share a bucket.
      if let last = segment.indices.last, segment[last].x == x || (width > 0 && place == column) {
        segment[last].merge(bucket)
      } else {
        segment.append(bucket)
      }
      column = place
    }
    close(&segment, into: &result)
  }

  private static func close(_ segment: inout [ThinnedSeries.Bucket], into result: inout ThinnedSeries) {
    guard !segment.isEmpty else { return }
    result.segments.append(segment)
    segment = []
  }

  private static func xRange(_ steps: [Int64]) -> ClosedRange<Double> {
    var least = Int64.max
    var greatest = Int64.min
    for step in steps {
      least = min(least, step)
      greatest = max(greatest, step)
    }
    return Double(least)...Double(greatest)
  }
}

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

  /// Keeps of a series what can be seen of it in a chart.
  public static func thin(_ series: MetricSeries) -> ThinnedSeries {
    guard let first = series.steps.first, let last = series.steps.last else {
      return ThinnedSeries(axis: .step, segments: [], nonFinite: [])
    }
    var series = series
    var restarts = series.steps.withUnsafeBufferPointer { StepOrder.restarts(in: $0, limit: restartLimit) }
    let isIndexed = series.count > 1 && restarts == [] && first == last
    if isIndexed {
      series.steps = Array(0..<Int64(series.count))
    } else if restarts == nil {
      series = sorted(series)
      restarts = []
    }
    var result = ThinnedSeries(axis: isIndexed ? .index : .step, segments: [], nonFinite: [])
    series.steps.withUnsafeBufferPointer { steps in
      series.times.withUnsafeBufferPointer { times in
        series.values.withUnsafeBufferPointer { values in
          ColumnThinning.collect(
            steps: steps, times: times, values: values, restarts: restarts ?? [], into: &result)
        }
      }
    }
    if series.isSinglePrecision { result.mapValues(series.shown) }
    return result
  }

  /// By step, and values of one step in the order they were written.
  private static func sorted(_ series: MetricSeries) -> MetricSeries {
    let order = series.steps.indices.sorted { (series.steps[$0], $0) < (series.steps[$1], $1) }
    var sorted = series
    sorted.steps = order.map { series.steps[$0] }
    sorted.values = order.map { series.values[$0] }
    sorted.times = order.map { series.times[$0] }
    return sorted
  }
}

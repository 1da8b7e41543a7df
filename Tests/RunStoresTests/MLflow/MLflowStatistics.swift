import RunModel

/// What MLflow calls a metric's last value, and the extremes without NaN.
struct MLflowStatistics {
  var last = Double.nan
  var lastStep: Int64?
  var lastTime: Int64?
  var least: Double?
  var greatest: Double?

  init(_ series: MetricSeries) {
    for index in 0..<series.count {
      let value = series.values[index]
      if !value.isNaN {
        least = min(least ?? value, value)
        greatest = max(greatest ?? value, value)
      }
      if let lastStep, let lastTime {
        let found = (series.steps[index], series.times[index])
        guard found >= (lastStep, lastTime) else { continue }
        if found == (lastStep, lastTime), !(value > last) { continue }
      }
      (last, lastStep, lastTime) = (value, series.steps[index], series.times[index])
    }
  }
}

import RunModel

extension MetricLines {
  /// Stands in for a step that is counted once the values are in order.
  static let uncounted = Int64.min

  /// Puts each series, and what is no number, into the order of time and counts the steps that are missing, for runs whose lines come from several files;
  /// values without a time stay where they are, after the value before them.
  mutating func orderByTime() {
    for index in series.indices {
      if let order = MetricLines.orderOfTime(series[index].times) {
        let old = series[index]
        series[index].steps = order.map { old.steps[$0] }
        series[index].times = order.map { old.times[$0] }
        series[index].values = order.map { old.values[$0] }
      }
      for place in series[index].steps.indices where series[index].steps[place] == MetricLines.uncounted {
        series[index].steps[place] = Int64(place)
      }
    }
    if let order = MetricLines.orderOfTime(records.map { $0.time?.milliseconds ?? MetricSeries.noTime }) {
      records = order.map { [records] in records[$0] }
    }
  }

  /// Which value comes first, second …; nil where they are in order.
  private static func orderOfTime(_ times: [Int64]) -> [Int]? {
    var clock = Int64.min
    let keys = times.map { time -> Int64 in
      if time != MetricSeries.noTime { clock = time }
      return clock
    }
    guard zip(keys, keys.dropFirst()).contains(where: { $0 > $1 }) else { return nil }
    return keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
  }
}

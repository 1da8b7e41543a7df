internal import RunModel

/// Puts the series of a run together that was resumed, or was begun again under its id.
struct SeriesPieces {
  private var byName: [String: MetricSeries] = [:]

  /// Adds what was logged later: of a step that was logged before, the new values count, as they do on W&B's server.
  mutating func add(_ pieces: [MetricSeries]) {
    for piece in pieces {
      guard let earlier = byName.removeValue(forKey: piece.name) else {
        byName[piece.name] = piece
        continue
      }
      byName[piece.name] = SeriesPieces.join(earlier, piece)
    }
  }

  /// Adds a value of its own, if there is no series of that name.
  mutating func add(_ name: String, step: Int64, time: Timestamp?, value: Double) {
    guard byName[name] == nil else { return }
    var series = MetricSeries(name: name)
    series.append(step: step, time: time?.milliseconds ?? MetricSeries.noTime, value: value)
    byName[name] = series
  }

  func holds(_ name: String) -> Bool { byName[name] != nil }

  var sorted: [MetricSeries] { byName.values.sorted { NameOrder.precedes($0.name, $1.name) } }

  private static func join(_ earlier: MetricSeries, _ later: MetricSeries) -> MetricSeries {
    let steps = Set(later.steps)
    var joined = MetricSeries(name: later.name)
    for index in 0..<earlier.count where !steps.contains(earlier.steps[index]) {
      joined.append(step: earlier.steps[index], time: earlier.times[index], value: earlier.values[index])
    }
    for index in 0..<later.count {
      joined.append(step: later.steps[index], time: later.times[index], value: later.values[index])
    }
    guard zip(joined.steps, joined.steps.dropFirst()).contains(where: { $0 > $1 }) else { return joined }
    let order = joined.steps.indices.sorted { (joined.steps[$0], $0) < (joined.steps[$1], $1) }
    return MetricSeries(
      name: joined.name, steps: order.map { joined.steps[$0] }, times: order.map { joined.times[$0] },
      values: order.map { joined.values[$0] })
  }
}

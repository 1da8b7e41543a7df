import RunModel

/// Compares what was read of a logdir with what TensorBoard says, and counts what it compared.
struct TensorBoardComparison {
  private(set) var differences: [String] = []
  private(set) var runs = 0
  private(set) var series = 0
  private(set) var points = 0
  private var pointsBeforeRestarts = 0
  private var parameters = 0
  private var texts = 0

  var summary: String {
    "\(runs) runs, \(series) series, \(points) of \(pointsBeforeRestarts) points, \(parameters) parameters, \(texts) texts"
  }

  mutating func expect<T: Equatable>(_ what: String, _ found: T, _ expected: T) {
    if found != expected { differences.append("\(what): found \(found), expected \(expected)") }
  }

  mutating func compare(
    _ run: Run, points: [String: [[Truth.Number]]], with truth: TensorBoardTruth.Statistics.Run
  ) {
    runs += 1
    let id = run.header.id
    expect("\(id): metrics", run.series.map(\.name), truth.series.keys.sorted { NameOrder.precedes($0, $1) })
    expect("\(id): metrics with points", Set(points.keys), Set(truth.series.keys))
    for series in run.series {
      guard let statistics = truth.series[series.name] else { continue }
      compare(series, "\(id)/\(series.name)", points[series.name] ?? [], statistics)
    }
    if let wall = truth.wall, wall.count == 2 {
      expect("\(id): last sign of life", run.header.heartbeat?.milliseconds, milliseconds(wall[1]))
    }
    compareParameters(run.header, truth)
    for (tag, entries) in truth.text {
      guard case .text(let latest)? = entries.last?.last else { continue }
      texts += 1
      expect("\(id): text \(tag)", run.note?.contains(latest), true)
    }
  }

  private mutating func compareParameters(_ header: RunHeader, _ truth: TensorBoardTruth.Statistics.Run) {
    let start = truth.hparams["_hparams_/session_start_info"]?.first?.sessionStartInfo
    let end = truth.hparams["_hparams_/session_end_info"]?.first?.sessionEndInfo
    let expected = (start?.hparams ?? [:]).mapValues(\.text)
    parameters += expected.count
    let found = Dictionary(uniqueKeysWithValues: header.parameters.map { ($0.name, $0.value) })
    expect("\(header.id): parameters", found, expected)
    expect("\(header.id): group", header.tags.first { $0.name == "group_name" }?.value, start?.groupName)
    let statuses = ["STATUS_SUCCESS": RunStatus.completed, "STATUS_FAILURE": .failed, "STATUS_RUNNING": .running]
    expect("\(header.id): status", header.status, end?.status.flatMap { statuses[$0] } ?? .unknown)
    expect("\(header.id): end", header.end?.milliseconds, end?.endTimeSecs.map(milliseconds))
    if let time = start?.startTimeSecs ?? truth.wall?.first {
      expect("\(header.id): start", header.start?.milliseconds, milliseconds(time))
    }
  }

  private mutating func compare(
    _ found: MetricSeries, _ name: String, _ all: [[Truth.Number]], _ statistics: TensorBoardTruth.Statistics.Series
  ) {
    series += 1
    points += found.count
    pointsBeforeRestarts += statistics.all.count
    let kept = TensorBoardComparison.afterRestarts(all)
    expect("\(name): steps", found.steps, kept.map { $0[0].whole ?? .min })
    expect("\(name): times", found.times, kept.map { milliseconds($0[1].value) })
    // By their bits: NaN is not equal to itself, and there is only one here.
    let bits = { (value: Double) in value.isNaN ? Double.nan.bitPattern : value.bitPattern }
    expect("\(name): values", found.values.map(bits), kept.map { bits($0[2].value) })
    let isOneStep = Set(found.steps).count == 1 && found.count > 1
    let aggregates = isOneStep ? statistics.all : statistics.rust ?? statistics.all
    expect("\(name): count", found.count, aggregates.count)
    expect("\(name): last step", found.steps.last, aggregates.last_step)
    expect("\(name): first step", found.steps.first, aggregates.first_step)
    expect("\(name): last", found.values.last.map(bits), bits(aggregates.last.value))
    let numbers = found.values.filter { !$0.isNaN }
    expect("\(name): min", numbers.min(), aggregates.min?.value)
    expect("\(name): max", numbers.max(), aggregates.max?.value)
  }

  /// The rule of restarts, with its exception, and without an eye on speed.
  private static func afterRestarts(_ points: [[Truth.Number]]) -> [[Truth.Number]] {
    if Set(points.map { $0[0].whole }).count == 1 { return points }
    return points.reduce(into: []) { kept, point in
      let step = point[0].whole ?? .min
      while let last = kept.last?[0].whole, last >= step { kept.removeLast() }
      kept.append(point)
    }
  }

  private func milliseconds(_ seconds: Double) -> Int64 { Int64((seconds * 1000).rounded()) }
}

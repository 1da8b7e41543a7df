internal import Diagnostics
internal import GRDB
internal import RunModel

/// Reads one run of a Trackio project.
struct TrackioRunReader {
  private let database: Database
  private let schema: TrackioSchema
  private let key: String

  private var series: [String: MetricSeries] = [:]
  private var first: Timestamp?
  private var last: Timestamp?
  /// Names of what is neither number nor object of numbers.
  private var skipped: Set<String> = []
  private var badRows = 0
  private var name = ""

  /// - Parameter key: the run's id, or its name in old files.
  init(_ database: Database, _ schema: TrackioSchema, key: String) {
    self.database = database
    self.schema = schema
    self.key = key
  }

  mutating func read() throws -> Run {
    try readMetrics()
    try readSystemMetrics()
    var header = RunHeader(id: key)
    try readConfig(into: &header)
    header.name = name
    header.start = header.start ?? first
    header.heartbeat = last
    return Run(
      header: header,
      series: series.values.filter { $0.count > 0 }.sorted { NameOrder.precedes($0.name, $1.name) },
      records: try alerts())
  }

  /// Says what was left out, once.
  func report(on place: String, to diagnostics: DiagnosticCollector) {
    let run = name.isEmpty ? key : name
    if badRows > 0 {
      diagnostics.warn(place, "run \(run.prefix(60)): rows that hold no JSON object are left out: \(badRows)")
    }
    if !skipped.isEmpty {
      let names = skipped.sorted(by: NameOrder.precedes).prefix(5).map { String($0.prefix(40)) }.joined(separator: ", ")
      diagnostics.note(
        place,
        "run \(run.prefix(60)): text, media, tables and histograms are not shown: \(names)\(skipped.count > 5 ? ", …" : "")"
      )
    }
  }

  // MARK: Tables

  private mutating func readMetrics() throws {
    let rows = try Row.fetchCursor(
      database,
      sql: "SELECT timestamp, step, metrics, run_name FROM metrics WHERE \(schema.key) = ? ORDER BY timestamp, id",
      arguments: [key])
    while let row = try rows.next() {
      name = TrackioValue.text(row[3]) ?? name
      add(row[2], time: row[0], step: TrackioValue.integer(row[1]), prefix: "")
    }
  }

  private mutating func readSystemMetrics() throws {
    guard let column = schema.systemKey else { return }
    let rows = try Row.fetchCursor(
      database, sql: "SELECT timestamp, metrics FROM system_metrics WHERE \(column) = ? ORDER BY timestamp, id",
      arguments: [key])
    while let row = try rows.next() { add(row[1], time: row[0], step: nil, prefix: "system/") }
  }

  private mutating func readConfig(into header: inout RunHeader) throws {
    guard let column = schema.configKey,
      let row = try Row.fetchOne(
        database, sql: "SELECT config, run_name FROM configs WHERE \(column) = ? ORDER BY rowid DESC", arguments: [key])
    else { return }
    if name.isEmpty { name = TrackioValue.text(row[1]) ?? "" }
    guard let config = TrackioValue.object(row[0]) else {
      badRows += 1
      return
    }
    header.user = config["_Username"]?.string
    header.start = config["_Created"]?.string.flatMap(TimeScanner.iso)
    if let group = config["_Group"]?.string, !group.isEmpty { header.tags = [NamedValue("group", group)] }
    let own: Set = ["_Username", "_Created", "_Group"]
    header.parameters = config.flatMembers(stopping: TrackioValue.isMedia).filter { !own.contains($0.name) }.namedValues
  }

  private func alerts() throws -> [MetricRecord] {
    guard let column = schema.alertKey else { return [] }
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT timestamp, level, title, text, step FROM alerts WHERE \(column) = ? ORDER BY id LIMIT 10000",
      arguments: [key])
    guard !rows.isEmpty else { return [] }
    let columns = ["time", "level", "title", "text", "step"].enumerated().map { index, name in
      StructuredValue.Member(
        name,
        .list(
          rows.map { row in
            let cell: DatabaseValue = row[index]
            if let number = TrackioValue.integer(cell) { return .integer(number) }
            return TrackioValue.text(cell).map { .string(SignedURL.removingQueries(in: $0)) } ?? .null
          }))
    }
    return [MetricRecord(name: "alerts", kind: .table, step: nil, time: nil, data: .object(columns))]
  }

  // MARK: Values

  private mutating func add(_ cell: DatabaseValue, time timeCell: DatabaseValue, step: Int64?, prefix: String) {
    let time = TrackioValue.time(timeCell)
    if let time {
      first = min(first ?? time, time)
      last = max(last ?? time, time)
    }
    guard let object = TrackioValue.object(cell) else {
      badRows += 1
      return
    }
    for member in object.flatMembers(stopping: TrackioValue.isMedia) {
      let name = prefix + member.name
      guard member.value != .null else { continue }
      guard !name.isEmpty, let value = MetricLines.number(member.value) else {
        if skipped.count < 1000 { skipped.insert(name) }
        continue
      }
      let count = Int64(series[name]?.count ?? 0)
      series[name, default: MetricSeries(name: name)].append(
        step: step ?? count, time: time?.milliseconds ?? MetricSeries.noTime, value: value)
    }
  }
}

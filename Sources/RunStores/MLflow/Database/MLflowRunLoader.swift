internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Reads runs of an MLflow database one after the other, from one connection.
struct MLflowRunLoader<Connection: SQLConnection> {
  private let connection: Connection
  /// The database as messages show it.
  private let location: String
  private let artifacts: MLflowArtifactFolders
  private let headers: Connection.Groups
  private let metrics: Connection.Groups
  private let parameters: Connection.Groups?
  private let tags: Connection.Groups?
  /// The places of the runs, in the order in which they are to be asked for.
  let places: [Int]

  /// - Parameter runs: those that will be asked for.
  init(
    _ connection: Connection, _ schema: MLflowSchema, location: String, artifacts: MLflowArtifactFolders,
    runs: [String]
  ) throws(SQLFailure) {
    let order = RunOrder(runs, places: try connection.order(runs))
    func groups(_ table: String, _ columns: [String]) throws(SQLFailure) -> Connection.Groups? {
      guard let table = schema.table(table, columns) else { return nil }
      return try connection.groups(table, of: runs, in: order)
    }
    guard let headers = try groups("runs", RunColumn.allCases.map(\.rawValue)),
      let metrics = try groups("metrics", ["key", "value", "timestamp", "step", "is_nan"])
    else { throw SQLFailure(reason: "holds no runs") }
    places = order.places
    self.connection = connection
    self.location = location
    self.artifacts = artifacts
    self.headers = headers
    self.metrics = metrics
    parameters = try groups("params", ["key", "value"])
    tags = try groups("tags", ["key", "value"])
  }

  /// Everything of a run; nil if it is gone or cannot be read.
  func run(_ id: String) -> LoadedRun {
    let diagnostics = DiagnosticCollector()
    do {
      var found: (header: RunHeader, files: MLflowArtifactFolders.Hint)?
      try headers.forEachRow(of: id) { found = found ?? read($0, id: id) }
      guard var header = found?.header, let hint = found?.files else { return LoadedRun(nil) }
      var isSettled = true
      header.parameters = try values(parameters, of: id)
      header.tags = try values(tags, of: id)
      MLflowTags.apply(header.tags, to: &header)
      var run = Run(header: header, note: MLflowTags.note(in: header.tags))
      run.series = series(of: id, isSettled: &isSettled, reporting: diagnostics)
      if let folder = artifacts.folder(of: id, hint) {
        run.files = RunFileListing.files(
          in: StorePlace.join(artifacts.root, folder), layout: .artifacts, reporting: diagnostics,
          shownAs: StorePlace.join(PathText.parent(of: location), folder))
      }
      if let disturbance = connection.disturbance {
        diagnostics.warn(location, disturbance)
        isSettled = false
      }
      return LoadedRun(run, diagnostics: diagnostics.sorted, isSettled: isSettled)
    } catch {
      diagnostics.warn(location, "run \(id) is left out: \(error.reason)")
      return LoadedRun(nil, diagnostics: diagnostics.sorted, isSettled: false)
    }
  }

  private func read(
    _ row: Connection.Cursor.Row, id: String
  ) -> (header: RunHeader, files: MLflowArtifactFolders.Hint) {
    var header = RunHeader(id: id, name: row.text(RunColumn.name.place) ?? "")
    (header.status, header.statusText) = MLflowStatus.read(row.filledText(RunColumn.status.place))
    header.start = row.integer(RunColumn.start_time.place).map { Timestamp(milliseconds: $0) }
    header.end = row.integer(RunColumn.end_time.place).map { Timestamp(milliseconds: $0) }
    header.user = row.filledText(RunColumn.user_id.place)
    header.isDeleted = row.text(RunColumn.lifecycle_stage.place) == "deleted"
    let hint = MLflowArtifactFolders.Hint(
      experiment: row.text(RunColumn.experiment_id.place) ?? "", uri: row.text(RunColumn.artifact_uri.place) ?? "")
    return (header, hint)
  }

  private func values(_ groups: Connection.Groups?, of id: String) throws(SQLFailure) -> [NamedValue] {
    var values: [NamedValue] = []
    try groups?.forEachRow(of: id) { row in values.append(NamedValue(row.text(0) ?? "", row.text(1) ?? "")) }
    return values.sorted { NameOrder.precedes($0.name, $1.name) }
  }

  /// What can be read of a run's metrics.
  private func series(
    of id: String, isSettled: inout Bool, reporting diagnostics: DiagnosticCollector
  ) -> [MetricSeries] {
    var collector = MetricCollector()
    var faults = 0
    do {
      try metrics.forEachRow(of: id) { row in
        let isNaN = row.isNull(1) || (row.integer(4) ?? 0) != 0
        guard let key = row.bytes(0), let value = isNaN ? 0 : row.number(1) else {
          faults += 1
          return
        }
        collector.add(
          key,
          MetricCollector.Value(
            step: row.integer(3) ?? 0, time: row.integer(2) ?? MetricSeries.noTime, value: value, isNaN: isNaN))
      }
    } catch {
      diagnostics.warn(location, "not all values of run \(id) could be read: \(error.reason)")
      isSettled = false
    }
    if faults > 0 { diagnostics.warn(location, "metric rows of run \(id) that hold no number: \(faults)") }
    return collector.series()
  }
}

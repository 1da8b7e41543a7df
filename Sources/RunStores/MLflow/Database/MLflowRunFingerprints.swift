internal import Fingerprints
internal import RunModel

/// What tells whether a run of a database changed, for all runs in one pass over each table.
///
/// The rows of runs, parameters, tags and latest metrics count as they are. Of metrics, which may be millions and are
/// only ever added or deleted, the number and a mark per run do, which an index answers.
struct MLflowRunFingerprints: Sendable {
  /// Sums, so that the order in which a database gives rows does not matter.
  private var sums: [String: Fingerprint] = [:]
  /// Where the artifacts of a run are, as paths from the database's folder.
  private(set) var artifacts: [String: String] = [:]

  init(
    _ connection: some SQLConnection, _ schema: MLflowSchema, artifacts folders: MLflowArtifactFolders
  ) throws(SQLFailure) {
    if let runs = schema.table("runs", ["run_uuid", "experiment_id", "artifact_uri"]) {
      try connection.forEachRow(of: runs.select()) { row in
        guard let run = row.text(0) else { return }
        artifacts[run] = folders.folder(of: run, .init(experiment: row.text(1) ?? "", uri: row.text(2) ?? ""))
      }
    }
    for (name, columns) in [
      ("runs", RunColumn.allCases.map(\.rawValue)),
      ("params", ["key", "value"]), ("tags", ["key", "value"]),
      ("latest_metrics", ["key", "value", "timestamp", "step", "is_nan"]),
    ] {
      guard let table = schema.table(name, ["run_uuid"] + columns) else { continue }
      try add(table.select(), seed: name, columnCount: columns.count, from: connection)
    }
    let mark = connection.metricsMark(schema.columns(of: "metrics"))
    try add(
      "SELECT run_uuid, count(*), \(mark) FROM metrics GROUP BY run_uuid", seed: "metrics", columnCount: 2,
      from: connection)
  }

  subscript(run: String) -> Fingerprint? { sums[run] }

  /// Adds the rows of a query whose first column is the run.
  private mutating func add(
    _ query: String, seed: String, columnCount: Int, from connection: some SQLConnection
  ) throws(SQLFailure) {
    var start = FingerprintHasher()
    start.combine(seed)
    try connection.forEachRow(of: query) { row in
      guard let run = row.text(0) else { return }
      var hasher = start
      for column in 1...columnCount {
        let bytes = row.bytes(column)
        hasher.combine(bytes != nil)
        if let bytes { hasher.combine(UnsafeRawBufferPointer(bytes)) }
      }
      let fingerprint = hasher.finish()
      sums[run, default: .none].high &+= fingerprint.high
      sums[run, default: .none].low &+= fingerprint.low
    }
  }
}

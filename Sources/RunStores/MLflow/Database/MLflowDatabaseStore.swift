internal import Diagnostics
internal import FileAccess
internal import Fingerprints
internal import RunModel
internal import Synchronization

/// MLflow's tables in a database (`mlflow/store/tracking/dbmodels/models.py`), of any version since 2019.
///
/// Each call reads within one transaction of its own, so that no lock is held between calls.
final class MLflowDatabaseStore<Database: SQLDatabase>: BatchRunStore {
  /// Few enough that several threads find work, enough that opening a connection costs nothing.
  private static var soughtTogether: Int { 64 }
  /// More runs than there can be.
  private static var all: Int { 1 << 40 }

  let location: String
  let batchSize: Int
  private let database: Database
  private let schema: MLflowSchema
  private let artifacts: MLflowArtifactFolders
  private let options: ReadingOptions
  /// What `fingerprint(of:)` was asked for first; the inner nil stands for a database that cannot be read.
  private let fingerprints = Mutex<MLflowRunFingerprints??>(nil)

  /// Opens a database.
  ///
  /// - Throws: `SQLFailure`, if it cannot be opened or is none of MLflow's.
  init(_ database: Database, location: String, options: ReadingOptions) throws(SQLFailure) {
    self.database = database
    self.location = location
    self.options = options
    let connection = try database.connect()
    schema = try MLflowSchema(connection)
    batchSize = try connection.seeksRuns(in: "metrics") ? Self.soughtTogether : Self.all
    guard let path = database.path else {
      artifacts = .none
      return
    }
    let rows = try MLflowExperimentRows(connection, schema)
    artifacts = MLflowArtifactFolders(beside: path, locations: rows.locations)
  }

  var formatName: String { database.formatName }

  var folders: [String] { (database.path.map { [$0] } ?? []) + artifacts.owned }

  /// The file it is, links resolved; nil if it is none.
  var path: String? { database.path }

  /// The ids of all experiments and runs, deleted ones too; none if they cannot be read.
  func ids() -> (experiments: Set<String>, runs: Set<String>) {
    guard let connection = try? database.connect(), var rows = try? MLflowExperimentRows(connection, schema),
      (try? rows.addRuns(connection, schema, includingDeleted: true)) != nil
    else { return ([], []) }
    return rows.ids
  }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    do {
      let connection = try database.connect()
      var rows = try MLflowExperimentRows(connection, schema)
      try rows.addRuns(connection, schema, includingDeleted: options.includesDeleted)
      return rows.listings(
        includingDeleted: options.includesDeleted, location: location, reporting: diagnostics)
    } catch {
      diagnostics.warn(location, "cannot be read: \(error.reason)")
      return []
    }
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? {
    let known = fingerprints.withLock { known in
      if let known { return known }
      let read = try? MLflowRunFingerprints(database.connect(), schema, artifacts: artifacts)
      known = .some(read)
      return read
    }
    guard let known, let rows = known[run.key] else { return nil }
    // Read as it is, not told from times: whatever changes from now on changes it.
    let fingerprint = SourceFingerprint(fingerprint: rows, isSettled: true)
    guard let folder = known.artifacts[run.key],
      let files = SourceFingerprint.of(folder: StorePlace.join(artifacts.root, folder))
    else { return fingerprint }
    return fingerprint.combined(with: files)
  }

  func load(_ runs: [RunReference], _ take: (_ place: Int, LoadedRun) throws -> Void) rethrows {
    let loader: MLflowRunLoader<Database.Connection>
    do {
      loader = try MLflowRunLoader(
        database.connect(), schema, location: location, artifacts: artifacts, runs: runs.map(\.key))
    } catch {
      let diagnostic = Diagnostic(.warning, file: location, "runs are left out: \(error.reason)")
      for place in runs.indices { try take(place, LoadedRun(nil, diagnostics: [diagnostic], isSettled: false)) }
      return
    }
    for place in loader.places {
      let loaded = loader.run(runs[place].key)
      let isLeftOut = loaded.run?.header.isDeleted == true && !options.includesDeleted
      try take(place, isLeftOut ? LoadedRun(nil) : loaded)
    }
  }
}

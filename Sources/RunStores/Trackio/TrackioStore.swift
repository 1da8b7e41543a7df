internal import Diagnostics
internal import FileAccess
internal import GRDB
internal import RunModel

/// The runs of one Trackio project.
struct TrackioStore: RunStore {
  let formatName = "Trackio"
  let location: String
  private let path: String
  private let database: StoreDatabase
  private let schema: TrackioSchema

  init(_ place: StorePlace) throws {
    location = place.shown
    path = place.path
    database = try StoreDatabase(place.path)
    schema = try database.read(TrackioSchema.init)
  }

  /// The file is the store; the folder it is in need not be.
  var folders: [String] { [] }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    let file = PathText.lastPart(of: path)
    let name = file.hasSuffix(".db") ? String(file.dropLast(3)) : file
    if StoreDatabase.isCutShort(path) { diagnostics.warn(location, "the file is cut short, so values are missing") }
    do {
      let runs = try database.read(runs)
      return [ExperimentListing(experiment: Experiment(id: name, name: name), key: name, runs: runs)]
    } catch {
      diagnostics.warn(location, StoreDatabase.reason(error))
      return []
    }
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? {
    SourceFingerprint.of(files: StoreDatabase.files(path))
  }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    do {
      return try database.read { database in
        var reader = TrackioRunReader(database, schema, key: run.key)
        let run = try reader.read()
        reader.report(on: location, to: diagnostics)
        return run
      }
    } catch {
      diagnostics.warn(location, "run \(run.key.prefix(60)): \(StoreDatabase.reason(error))")
      return nil
    }
  }

  /// The runs that logged or configured anything, in the order in which they first did.
  private func runs(_ database: Database) throws -> [RunReference] {
    var keys: [String] = []
    var known: Set<String> = []
    func add(_ sql: String) throws {
      let rows = try Row.fetchCursor(database, sql: sql)
      while let row = try rows.next() {
        if let key = TrackioValue.text(row[0]), known.insert(key).inserted { keys.append(key) }
      }
    }
    try add("SELECT \(schema.key) FROM metrics GROUP BY 1 ORDER BY min(id)")
    if let key = schema.configKey { try add("SELECT \(key) FROM configs ORDER BY rowid") }
    return keys.map { RunReference(key: $0) }
  }
}

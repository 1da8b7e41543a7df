public import Diagnostics
public import FileAccess
public import RunModel

/// MLflow's file store, the folder `mlruns`: an experiment is a folder, a run a folder in it, and every
/// metric, parameter and tag a file (`mlflow/store/tracking/file_store.py`).
///
/// MLflow's own rules decide what is an experiment and a run, with two exceptions: ids are taken by their
/// folder, since one id may be both live and in `.trash`, and a run MLflow cannot load for one bad file is
/// read without that file.
public struct MLflowFileStore: RunStore {
  public let location: String
  let path: String
  /// The databases beside the folder, whose runs are not listed here again.
  var databases: [MLflowDatabaseStore<SQLiteDatabase>] = []
  private let options: ReadingOptions

  /// - Parameters:
  ///   - location: the store's folder as its user wrote it, for messages.
  ///   - path: where it is.
  public init(location: String, path: String, options: ReadingOptions) {
    self.location = location
    self.path = path
    self.options = options
  }

  public var formatName: String { "MLflow files" }

  /// Whether a folder is such a store: at least one folder in it, or in its `.trash`, is an experiment.
  public static func recognises(_ path: String) -> Bool {
    guard var root = try? FolderHandle.open(path, followingLinks: true) else { return false }
    let trash = try? root.folder(MLflowLayout.trash)
    if holdsExperiment(&root) { return true }
    guard var trash else { return false }
    return holdsExperiment(&trash)
  }

  public func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    MLflowCopies.leftOut(of: found(reporting: diagnostics), in: databases, location, reporting: diagnostics)
  }

  private func found(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    do {
      let root = try FolderHandle.open(path, followingLinks: true)
      let trash = options.includesDeleted ? try? root.folder(MLflowLayout.trash) : nil
      var finder = MLflowExperimentFinder(location: location, options: options, reporting: diagnostics)
      let live = finder.experiments(in: root, keyPrefix: "")
      guard let trash else { return live }
      return live + finder.experiments(in: trash, keyPrefix: MLflowLayout.trash + "/")
    } catch {
      diagnostics.warn(location, error.reason)
      return []
    }
  }

  public func fingerprint(of run: RunReference) -> SourceFingerprint? {
    SourceFingerprint.of(folder: "\(path)/\(run.key)")
  }

  public var isAlwaysCurrent: Bool { true }

  public func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    var reader = MLflowRunReader(location: location, path: path, key: run.key, reporting: diagnostics)
    return reader.run(includingDeleted: options.includesDeleted)
  }

  public func headers(
    of runs: [RunReference], reporting diagnostics: DiagnosticCollector,
    _ take: (_ place: Int, RunHeader?) throws -> Void
  ) rethrows {
    for (place, run) in runs.enumerated() {
      var reader = MLflowRunReader(location: location, path: path, key: run.key, reporting: diagnostics)
      try take(place, reader.header(includingDeleted: options.includesDeleted))
    }
  }

  /// Whether any folder in this one holds the metadata of an experiment, which a run's differs from by
  /// naming no run.
  private static func holdsExperiment(_ folder: inout FolderHandle) -> Bool {
    guard let contents = try? folder.contents() else { return false }
    var buffer = ReadBuffer(capacity: 4 << 10)
    for entry in contents.entries where entry.kind == .directory && !MLflowLayout.isReserved(entry.name) {
      guard let child = try? folder.folder(entry.name),
        (try? child.read(MLflowLayout.meta, into: &buffer, limit: MetaFile.sizeLimit)) != nil
      else { continue }
      let fields = MetaFile.fields(buffer.bytes) { _, _ in }
      if fields.text("experiment_id") != nil, fields.text("run_id") == nil, fields.text("run_uuid") == nil {
        return true
      }
    }
    return false
  }
}

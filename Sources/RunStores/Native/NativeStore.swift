public import Diagnostics
public import FileAccess
public import RunModel

/// The native run store, `docs/run-store.md`: a folder an experiment, a folder a run.
public struct NativeStore: RunStore {
  public let formatName = "runreport store"
  public let location: String
  private let path: String

  /// - Parameters:
  ///   - location: the store as its user wrote it; messages name files below it.
  ///   - path: where it is on disk.
  public init(location: String, path: String) {
    self.location = location
    self.path = path
  }

  /// Whether a folder is a native store: some folder in a folder of it holds a `run.json` with an `id`.
  ///
  /// Sacred keeps a `run.json` too, but that one has no `id`.
  static func recognises(_ path: String) -> Bool {
    guard let experiments = try? DirectoryListing.entries(of: path) else { return false }
    for experiment in experiments where isVisibleFolder(experiment) {
      let folder = path + "/" + experiment.name
      if FileBytes.isFile(folder + "/experiment.json") { return true }
      let holdsRun = try? DirectoryListing.contains(in: folder) { run in
        let file = folder + "/" + run.name + "/run.json"
        guard isVisibleFolder(run), FileBytes.isFile(file), let bytes = try? FileBytes.read(file) else { return false }
        return holdsId(bytes)
      }
      if holdsRun == true { return true }
    }
    return false
  }

  public func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    folders(in: path, shownAs: location, reporting: diagnostics).compactMap { name in
      let folder = path + "/" + name
      let runs = folders(in: folder, shownAs: location + "/" + name, reporting: diagnostics)
      // One run will do; the others are asked when they are loaded, by several threads.
      guard
        FileBytes.isFile(folder + "/experiment.json")
          || runs.contains(where: { FileBytes.isFile(folder + "/" + $0 + "/run.json") })
      else { return nil }
      let reader = NativeExperimentReader(folder: folder, name: name, shownAs: location + "/" + name)
      return ExperimentListing(
        experiment: reader.read(reporting: diagnostics), key: name,
        runs: runs.map { RunReference(key: name + "/" + $0) })
    }
  }

  public func fingerprint(of run: RunReference) -> SourceFingerprint? {
    SourceFingerprint.of(folder: path + "/" + run.key)
  }

  public var isAlwaysCurrent: Bool { true }

  public func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    guard FileBytes.isFile(path + "/" + run.key + "/run.json") else { return nil }
    return NativeRunReader(folder: path + "/" + run.key, shownAs: location + "/" + run.key).read(reporting: diagnostics)
  }

  public func headers(
    of runs: [RunReference], reporting diagnostics: DiagnosticCollector,
    _ take: (_ place: Int, RunHeader?) throws -> Void
  ) rethrows {
    for (place, run) in runs.enumerated() {
      let isRun = FileBytes.isFile(path + "/" + run.key + "/run.json")
      let reader = NativeRunReader(folder: path + "/" + run.key, shownAs: location + "/" + run.key)
      try take(place, isRun ? reader.readHeader(reporting: diagnostics) : nil)
    }
  }

  private func folders(in folder: String, shownAs shown: String, reporting diagnostics: DiagnosticCollector) -> [String]
  {
    do {
      return try DirectoryListing.entries(of: folder).filter(NativeStore.isVisibleFolder).map(\.name)
    } catch {
      diagnostics.warn(shown, "cannot be listed: \(error.reason)")
      return []
    }
  }

  private static func isVisibleFolder(_ entry: DirectoryEntry) -> Bool {
    entry.kind == .directory && !entry.name.hasPrefix(".")
  }

  /// A broken `run.json` counts as one of ours when it at least begins like one: it must be reported, not
  /// be taken for no store at all.
  private static func holdsId(_ bytes: [UInt8]) -> Bool {
    guard let value = try? JSONReader.read(bytes) else {
      return String(decoding: bytes.prefix(4096), as: UTF8.self).contains("\"id\"")
    }
    return value["id"]?.string != nil
  }
}

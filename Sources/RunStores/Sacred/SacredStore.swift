internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Folders of Sacred runs, as its `FileStorageObserver` writes them.
struct SacredStore: RunStore {
  let formatName = "Sacred"
  let location: String
  private let path: String
  private let runFolders: [String]

  init(_ place: StorePlace) {
    location = place.shown
    path = place.path
    runFolders = if case .runFolders(let found) = place.content { found } else { [""] }
  }

  var folders: [String] { runFolders.filter { !$0.isEmpty }.map { StorePlace.join(path, $0) } }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    var runsByName: [String: [String]] = [:]
    for folder in runFolders { runsByName[experimentName(of: folder), default: []].append(folder) }
    return runsByName.sorted { NameOrder.precedes($0.key, $1.key) }.map { name, folders in
      ExperimentListing(
        experiment: Experiment(id: name, name: name), key: name,
        runs: folders.sorted(by: SacredStore.precedes).map { RunReference(key: $0.isEmpty ? "." : $0) })
    }
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { SourceFingerprint.of(folder: folder(of: run).path) }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    let folder = folder(of: run)
    return SacredRunReader(folder: folder.path, shownAs: folder.shown).read(reporting: diagnostics)
  }

  private func folder(of run: RunReference) -> (path: String, shown: String) {
    let relative = run.key == "." ? "" : run.key
    return (StorePlace.join(path, relative), StorePlace.join(location, relative))
  }

  /// What the run says, else what the folder above it is called.
  private func experimentName(of folder: String) -> String {
    let full = StorePlace.join(path, folder)
    let file = full + "/" + SacredLayout.run
    // What is wrong with the file is told when the run is read.
    let run = JSONFile.read(file, shownAs: file, limit: SacredLayout.runSizeLimit, reporting: DiagnosticCollector())
    if let name = run?["experiment"]?["name"]?.string, !name.isEmpty { return name }
    return PathText.lastPart(of: PathText.parent(of: full))
  }

  /// Runs are numbered: 9 comes before 10.
  private static func precedes(_ a: String, _ b: String) -> Bool {
    let (first, second) = (PathText.lastPart(of: a), PathText.lastPart(of: b))
    if PathText.parent(of: a) == PathText.parent(of: b), let x = Int(first), let y = Int(second), x != y {
      return x < y
    }
    return NameOrder.precedes(a, b)
  }
}

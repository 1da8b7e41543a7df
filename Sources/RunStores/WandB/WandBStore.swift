import Diagnostics
import FileAccess
import RunModel
import Synchronization

/// The local runs of Weights & Biases: folders with a binary log of records and the run's files, or such logs alone.
///
/// A project is an experiment. Folders of one run id are pieces of one run, which was resumed, or copies of it.
final class WandBStore: RunStore {
  let formatName = "Weights & Biases"
  let location: String
  private let place: StorePlace
  private let runFolders: RunFolders
  /// Made anew by each call of `experiments`.
  private let catalogue = Mutex<RunCatalogue?>(nil)

  init(_ place: StorePlace) {
    location = place.shown
    self.place = place
    runFolders = RunFolders(place)
  }

  var folders: [String] { place.content == .file ? [] : runFolders.owned }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    let found = RunCatalogue(pieces, folders: runFolders, hasSweeps: place.content != .file)
    catalogue.withLock { $0 = found }
    return found.experiments.map { experiment, key, runs in
      ExperimentListing(experiment: experiment, key: key, runs: runs.map(RunReference.init(key:)))
    }
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? {
    guard let entry = entry(run) else { return nil }
    var all: SourceFingerprint?
    for piece in entry.pieces {
      let found =
        piece.ownsFolder
        ? SourceFingerprint.of(folder: runFolders.path(of: piece.folder))
        : piece.filePath.map { SourceFingerprint.of(files: [runFolders.path(of: $0)]) }
      guard let found else { continue }
      all = all.map { $0.combined(with: found) } ?? found
    }
    return all
  }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    guard let entry = entry(run) else { return nil }
    if let sweep = entry.sweep { return Run(header: sweep) }
    var reader = WandBRunReader(pieces: entry.pieces, folders: runFolders, diagnostics: diagnostics)
    return reader.read()
  }

  private func entry(_ run: RunReference) -> RunCatalogue.Entry? {
    catalogue.withLock { known in
      let current = known ?? RunCatalogue(pieces, folders: runFolders, hasSweeps: place.content != .file)
      known = current
      return current.entries[run.key]
    }
  }

  private var pieces: [RunPiece] {
    if place.content == .file {
      return [RunPieceFinder.piece("", file: PathText.lastPart(of: place.path), ownsFolder: false, of: runFolders)]
    }
    return runFolders.folders.flatMap { RunPieceFinder.pieces(in: $0, of: runFolders) }
  }
}

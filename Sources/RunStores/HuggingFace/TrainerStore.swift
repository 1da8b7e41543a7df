import Diagnostics
import FileAccess
import RunModel

/// Trainings of Hugging Face's Trainer: one run for each folder, however many checkpoints are in it.
struct TrainerStore: RunStore {
  let formatName = TrainerFormat.formatName
  let location: String
  private let runFolders: RunFolders
  /// Folders of trainings; those of checkpoints of one of them left out.
  private let trainings: [String]
  /// The file, where its user named one.
  private let file: String?

  /// The trainings in some folders of a search, or that of a file.
  init(_ place: StorePlace) {
    location = place.shown
    let folders = RunFolders(place)
    runFolders = folders
    file = place.content == .file ? PathText.lastPart(of: place.path) : nil
    let all = Set(folders.folders)
    trainings = folders.folders.filter { folder in
      guard !folder.isEmpty, TrainerFolder.step(ofCheckpoint: PathText.lastPart(of: folder)) != nil else { return true }
      return !all.contains(RunFolders.above(folder))
    }
  }

  var folders: [String] { runFolders.owned }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    var listings = ExperimentListings()
    for folder in trainings {
      listings.add(
        RunReference(key: folder.isEmpty ? "." : folder), to: RunFolders.above(folder),
        named: runFolders.nameAbove(folder))
    }
    return listings.listings
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { reader(of: run).fingerprint }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    reader(of: run).read(reporting: diagnostics)
  }

  private func reader(of run: RunReference) -> TrainerRunReader {
    TrainerRunReader(run.key == "." ? "" : run.key, file: file, in: runFolders)
  }
}

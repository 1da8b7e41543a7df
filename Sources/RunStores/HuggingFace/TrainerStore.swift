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
      let above = folder.utf8.contains(UInt8(ascii: "/")) ? PathText.parent(of: folder) : ""
      return !all.contains(above)
    }
  }

  var folders: [String] { runFolders.owned }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    var listings: [ExperimentListing] = []
    for folder in trainings {
      let key = folder.isEmpty ? ".." : folder.utf8.contains(UInt8(ascii: "/")) ? PathText.parent(of: folder) : "."
      let run = RunReference(key: folder.isEmpty ? "." : folder)
      if let index = listings.firstIndex(where: { $0.key == key }) {
        listings[index].runs.append(run)
        continue
      }
      let name = runFolders.nameAbove(folder)
      let id = key.hasPrefix(".") ? name : key
      listings.append(ExperimentListing(experiment: Experiment(id: id, name: name), key: key, runs: [run]))
    }
    return listings
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { reader(of: run).fingerprint }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    reader(of: run).read(reporting: diagnostics)
  }

  private func reader(of run: RunReference) -> TrainerRunReader {
    TrainerRunReader(run.key == "." ? "" : run.key, file: file, in: runFolders)
  }
}

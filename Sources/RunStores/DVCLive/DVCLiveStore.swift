import Diagnostics
import FileAccess
import RunModel

/// Folders that DVCLive logged into, each a run of the project it stands in.
struct DVCLiveStore: RunStore {
  let formatName = DVCLiveFormat.formatName
  let location: String
  private let runFolders: RunFolders

  init(_ place: StorePlace) {
    location = place.shown
    runFolders = RunFolders(place)
  }

  var folders: [String] { runFolders.owned }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    var listings: [ExperimentListing] = []
    var indexByKey: [String: Int] = [:]
    for folder in runFolders.folders {
      let project = project(of: folder)
      let run = RunReference(key: folder.isEmpty ? "." : folder)
      if let index = indexByKey[project.key] {
        listings[index].runs.append(run)
        continue
      }
      indexByKey[project.key] = listings.count
      listings.append(
        ExperimentListing(
          experiment: Experiment(id: project.key.hasPrefix(".") ? project.name : project.key, name: project.name),
          key: project.key, runs: [run]))
    }
    return listings
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { reader(of: run).fingerprint }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    reader(of: run).read(reporting: diagnostics)
  }

  private func reader(of run: RunReference) -> DVCLiveRunReader {
    DVCLiveRunReader(run.key == "." ? "" : run.key, in: runFolders)
  }

  /// The folder above the topmost `dvclive`, or above the run's own where none is called that.
  private func project(of folder: String) -> (key: String, name: String) {
    let parts = folder.split(separator: "/")
    guard !parts.isEmpty else { return ("..", runFolders.nameAbove("")) }
    let above = parts.firstIndex(of: "dvclive") ?? parts.count - 1
    guard above > 0 else {
      // Folds in a folder that is named itself: the project is the one above that.
      let isLive = runFolders.name(of: "") == "dvclive"
      return isLive ? ("..", runFolders.nameAbove("")) : (".", runFolders.name(of: ""))
    }
    let key = parts[..<above].joined(separator: "/")
    return (key, String(parts[above - 1]))
  }
}

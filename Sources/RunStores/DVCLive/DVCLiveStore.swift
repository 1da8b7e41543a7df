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
    var listings = ExperimentListings()
    for folder in runFolders.folders {
      let project = project(of: folder)
      listings.add(RunReference(key: folder.isEmpty ? "." : folder), to: project.folder, named: project.name)
    }
    return listings.listings
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { reader(of: run).fingerprint }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    reader(of: run).read(reporting: diagnostics)
  }

  private func reader(of run: RunReference) -> DVCLiveRunReader {
    DVCLiveRunReader(run.key == "." ? "" : run.key, in: runFolders)
  }

  /// The folder above the topmost `dvclive`, or above the run's own where none is called that.
  private func project(of folder: String) -> (folder: String, name: String) {
    let parts = folder.split(separator: "/")
    guard let above = parts.firstIndex(of: "dvclive") ?? parts.indices.last else {
      return ("..", runFolders.nameAbove(""))
    }
    guard above > 0 else {
      // Folds in a folder that is searched itself: the project is the one above that.
      let isLive = runFolders.name(of: "") == "dvclive"
      return isLive ? ("..", runFolders.nameAbove("")) : ("", runFolders.name(of: ""))
    }
    return (parts[..<above].joined(separator: "/"), String(parts[above - 1]))
  }
}

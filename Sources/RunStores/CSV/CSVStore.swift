import Diagnostics
import FileAccess
import RunModel

/// Training logs in CSV files: of Ultralytics, Lightning, Keras, Stable Baselines, Ray Tune, or of anybody's own.
struct CSVStore: RunStore {
  let formatName = CSVFormat.formatName
  let location: String
  private let runFolders: RunFolders
  private let places: [String: CSVRunPlace]
  /// The keys of `places`, in the order in which they were found.
  private let keys: [String]

  /// The logs in some folders of a search.
  init(_ place: StorePlace) {
    let folders = RunFolders(place)
    var found: [CSVRunPlace] = []
    for folder in folders.folders {
      let path = folders.path(of: folder)
      guard let entries = try? DirectoryListing.entries(of: path) else { continue }
      for log in CSVFolder.logs(in: SearchedFolder(path: path, entries: entries)) {
        found.append(
          CSVRunPlace(
            folder: folder, file: log.name, profile: log.layout.profile, isNamed: false, isAlone: log.isAlone))
      }
    }
    self.init(location: place.shown, folders, found)
  }

  /// One file that its user named.
  init(file place: StorePlace, profile: CSVLayout.Profile) {
    let file = CSVRunPlace(
      folder: "", file: PathText.lastPart(of: place.path), profile: profile, isNamed: true, isAlone: true)
    self.init(location: place.shown, RunFolders(place), [file])
  }

  private init(location: String, _ folders: RunFolders, _ found: [CSVRunPlace]) {
    self.location = location
    runFolders = folders
    keys = found.map(\.key)
    places = Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var folders: [String] { runFolders.owned }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    var listings = ExperimentListings()
    for key in keys {
      guard let place = places[key] else { continue }
      listings.add(
        RunReference(key: key), to: place.experimentFolder, named: place.experimentName(in: runFolders))
    }
    return listings.listings
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { places[run.key].map { reader(of: $0).fingerprint } }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    places[run.key].flatMap { reader(of: $0).read(reporting: diagnostics) }
  }

  private func reader(of place: CSVRunPlace) -> CSVRunReader { CSVRunReader(place, in: runFolders) }
}

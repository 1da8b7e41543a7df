internal import FileAccess

/// Trackio's database of a project.
struct TrackioFormat: StoreFormat {
  let name = "Trackio"
  let shape = "an SQLite file with Trackio's tables metrics and configs"

  func sighting(in folder: SearchedFolder) -> Sighting {
    let names = folder.fileNames.filter { $0.hasSuffix(".db") && recognises(file: StorePlace.join(folder.path, $0)) }
    return names.isEmpty ? .nothing : .files(names)
  }

  func recognises(file path: String) -> Bool {
    guard StoreDatabase.isDatabase(path), let database = try? StoreDatabase(path) else { return false }
    return (try? database.read(TrackioSchema.init)) != nil
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    do {
      return try TrackioStore(place)
    } catch {
      throw StoreFailure(location: place.shown, problem: .unreadable(StoreDatabase.reason(error)))
    }
  }
}

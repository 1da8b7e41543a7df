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
    guard SQLiteFile.recognises(path) else { return false }
    do {
      _ = try StoreDatabase(path).read(TrackioSchema.init)
      return true
    } catch is TrackioSchema.Unknown {
      return false
    } catch {
      // A damaged database must be told of, not be taken for none.
      let head = String(decoding: FileEnds.head(path, limit: 64 << 10), as: UTF8.self)
      return ["CREATE TABLE metrics (", "CREATE TABLE configs (", "run_name TEXT NOT NULL"].allSatisfy(head.contains)
    }
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    do {
      return try TrackioStore(place)
    } catch {
      throw StoreFailure(location: place.shown, problem: .unreadable(StoreDatabase.reason(error)))
    }
  }
}

import FileAccess

/// Training logs in CSV files.
struct CSVFormat: StoreFormat {
  static let formatName = "CSV logs"

  let name = CSVFormat.formatName
  let shape = "CSV files with a column of steps or epochs: results.csv, metrics.csv, training_log.csv and their like"

  func sighting(in folder: SearchedFolder) -> Sighting { CSVFolder.logs(in: folder).isEmpty ? .nothing : .run }

  /// A file that is a table by its name is taken at its user's word, and `open` says what is wrong with it.
  func recognises(file path: String) -> Bool {
    let name = PathText.lastPart(of: path)
    return CSVFolder.isTable(name)
      || CSVFolder.log(path, beside: [], isNamed: false, isAlone: true) != nil
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    guard place.content == .file else { return CSVStore(place) }
    let head: CSVHead
    do {
      head = try CSVHead(of: place.path)
    } catch {
      throw StoreFailure(location: place.shown, problem: .unreadable(error.reason))
    }
    let folder = PathText.parent(of: place.path)
    let neighbours = ((try? DirectoryListing.entries(of: folder)) ?? []).filter { $0.kind == .file }.map(\.name)
    let layout = CSVLayout(
      head, name: PathText.lastPart(of: place.path), in: PathText.lastPart(of: folder), beside: Set(neighbours),
      isNamed: true)
    guard let layout else {
      throw StoreFailure(
        location: place.shown, problem: .unreadable("holds no column of numbers that could be a metric"))
    }
    return CSVStore(file: place, profile: layout.profile)
  }
}

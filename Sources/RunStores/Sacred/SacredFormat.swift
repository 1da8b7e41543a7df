internal import FileAccess
internal import RunModel

/// Sacred's `FileStorageObserver`.
struct SacredFormat: StoreFormat {
  let name = "Sacred"
  let shape = "folders with Sacred's run.json and config.json"

  func sighting(in folder: SearchedFolder) -> Sighting {
    guard folder.holds(file: SacredLayout.run), isRun(folder) else { return .nothing }
    // Scripts write event files and tables into the run's folder, which other formats read.
    return .run
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    SacredStore(place)
  }

  /// Whether `run.json` is Sacred's; one that is half written counts by what it starts with, or by its neighbours.
  private func isRun(_ folder: SearchedFolder) -> Bool {
    let path = StorePlace.join(folder.path, SacredLayout.run)
    guard let entry = FileBytes.entry(at: path, followingLinks: false), entry.size <= SacredLayout.runSizeLimit,
      let bytes = try? FileBytes.read(path)
    else { return false }
    if let value = try? JSONReader.read(bytes) {
      return value["id"]?.string == nil && value["experiment"]?.object != nil
        && ["command", "host", "meta", "heartbeat"].contains { value[$0] != nil }
    }
    let neighbours = [SacredLayout.config, SacredLayout.console].filter(folder.holds(file:)).count
    if bytes.isEmpty { return neighbours == 2 }
    let start = String(decoding: bytes.prefix(4096), as: UTF8.self)
    // Keys are sorted, so that one of these comes first.
    return neighbours > 0 && !start.contains("\"id\"")
      && ["\"artifacts\"", "\"command\""].contains(where: start.contains)
  }
}

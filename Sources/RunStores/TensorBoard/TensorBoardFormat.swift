import FileAccess

/// Logdirs of TensorBoard.
struct TensorBoardFormat: StoreFormat {
  let name = "TensorBoard"
  let shape = "folders with event files, *tfevents*"

  func sighting(in folder: SearchedFolder) -> Sighting {
    folder.fileNames.contains(where: EventFiles.isName) ? .run : .nothing
  }

  func recognises(file path: String) -> Bool {
    guard FileBytes.isFile(path) else { return false }
    if EventFiles.isName(PathText.lastPart(of: path)) { return true }
    // Whatever it is called: a first record whose check sums are right is no accident.
    guard var reader = try? EventFileReader(path, limit: 4 << 10) else { return false }
    return reader.next() != nil
  }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    TensorBoardStore(place)
  }
}

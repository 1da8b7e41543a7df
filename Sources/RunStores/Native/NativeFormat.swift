/// The format of docs/run-store.md.
struct NativeFormat: StoreFormat {
  let name = "runreport store"
  let shape = "a folder of experiments, each with folders that hold run.json"

  func sighting(in folder: SearchedFolder) -> Sighting { NativeStore.recognises(folder.path) ? .store : .nothing }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    NativeStore(location: place.shown, path: place.path)
  }
}

/// MLflow's file store.
struct MLflowFilesFormat: StoreFormat {
  let name = "MLflow files"
  let shape = "an mlruns folder: experiments with meta.yaml"

  func sighting(in folder: SearchedFolder) -> Sighting { MLflowFileStore.recognises(folder.path) ? .store : .nothing }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    MLflowFileStore(location: place.shown, path: place.path, options: options)
  }
}

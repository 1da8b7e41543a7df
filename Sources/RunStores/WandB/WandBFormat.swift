/// The folders wandb writes on the machine of a run.
struct WandBFormat: StoreFormat {
  let name = "Weights & Biases"
  let shape = "folders run-*, offline-run-* of a wandb folder, or a .wandb file"

  func sighting(in folder: SearchedFolder) -> Sighting { RunPieceFinder.sighting(in: folder) }

  func recognises(file path: String) -> Bool { RunPieceFinder.isRecordFile(path) }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    WandBStore(place)
  }
}

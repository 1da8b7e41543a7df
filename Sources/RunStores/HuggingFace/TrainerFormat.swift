import FileAccess

/// What Hugging Face's Trainer keeps of a training.
struct TrainerFormat: StoreFormat {
  static let formatName = "Hugging Face Trainer"

  let name = TrainerFormat.formatName
  let shape = "folders with trainer_state.json, or with checkpoint-N folders that hold one"

  func sighting(in folder: SearchedFolder) -> Sighting {
    if folder.holds(file: TrainerFolder.state), TrainerFolder.isState(StorePlace.join(folder.path, TrainerFolder.state))
    {
      return .run
    }
    return TrainerFolder.checkpoints(folder.path, folder.folderNames.map { $0 }).isEmpty ? .nothing : .run
  }

  func recognises(file path: String) -> Bool { path.hasSuffix(".json") && TrainerFolder.isState(path) }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore { TrainerStore(place) }
}

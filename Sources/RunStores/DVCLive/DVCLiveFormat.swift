import FileAccess

/// What DVCLive logs into a folder.
struct DVCLiveFormat: StoreFormat {
  static let formatName = "DVCLive"

  let name = DVCLiveFormat.formatName
  let shape = "dvclive folders: metrics.json with plots/metrics"

  func sighting(in folder: SearchedFolder) -> Sighting { DVCLiveLayout.sighting(in: folder) ? .run : .nothing }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore { DVCLiveStore(place) }
}

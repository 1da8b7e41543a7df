import RunModel

/// Gathers the runs of experiments that are nothing but folders, in the order in which they are found.
struct ExperimentListings {
  private(set) var listings: [ExperimentListing] = []
  private var indexByKey: [String: Int] = [:]

  /// Adds a run to the experiment of a key, which is made with the first of its runs.
  ///
  /// - Parameter folder: of the experiment, relative to the searched one; empty for that, `..` for the one above it.
  mutating func add(_ run: RunReference, to folder: String, named name: String) {
    let key = "\(folder):\(name)"
    if let index = indexByKey[key] {
      listings[index].runs.append(run)
      return
    }
    indexByKey[key] = listings.count
    let id = folder.isEmpty || folder == ".." ? name : folder
    listings.append(ExperimentListing(experiment: Experiment(id: id, name: name), key: key, runs: [run]))
  }
}

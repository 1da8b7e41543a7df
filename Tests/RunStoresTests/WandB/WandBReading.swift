import Diagnostics
import RunModel
import TestSupport

@testable import RunStores

/// Reads stores of wandb the way a build does.
enum WandBReading {
  struct Contents {
    var experiments: [ExperimentListing] = []
    var runs: [Run] = []
    var messages: [String] = []
    var warningCount = 0

    func run(_ id: String) -> Run? { runs.first { $0.header.id == id } }
  }

  /// Everything below a folder, or in a file.
  static func read(_ path: String) throws -> Contents {
    let diagnostics = DiagnosticCollector()
    var contents = Contents()
    for store in try StoreDetection.stores(at: path, options: ReadingOptions(), reporting: diagnostics) {
      guard store.formatName == "Weights & Biases" else { continue }
      let listings = store.experiments(reporting: diagnostics)
      contents.experiments += listings
      contents.runs += listings.flatMap(\.runs).compactMap { store.load($0, reporting: diagnostics) }
    }
    contents.messages = diagnostics.sorted.map { $0.description.replacing(path, with: "") }
    contents.warningCount = diagnostics.warningCount
    return contents
  }

  /// The one run in a `.wandb` file of those bytes.
  static func run(_ file: RecordFile) throws -> (run: Run, messages: [String]) {
    let folder = try TemporaryFolder()
    try folder.write(file.bytes, to: "run-abc.wandb")
    let contents = try read(folder.path + "/run-abc.wandb")
    guard let run = contents.runs.first, contents.runs.count == 1 else { throw Missing() }
    return (run, contents.messages)
  }

  struct Missing: Error {}
}

import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

/// A logdir of a test's own.
struct LogdirProbe {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()
  static let fileName = "events.out.tfevents.1700000000.host.1.0"

  init() throws { folder = try TemporaryFolder() }

  /// Writes an event file.
  func write(_ records: [UInt8]..., run: String = "logs/run", file: String = LogdirProbe.fileName) throws {
    try folder.write(records.flatMap { $0 }, to: "\(run)/\(file)")
  }

  func store(at path: String = "logs") throws -> any RunStore {
    let stores = try StoreDetection.stores(
      at: "\(folder.path)/\(path)", options: ReadingOptions(), reporting: diagnostics)
    #expect(stores.map(\.formatName) == ["TensorBoard"])
    return try #require(stores.first)
  }

  func runs(at path: String = "logs") throws -> [Run] {
    let store = try store(at: path)
    return store.experiments(reporting: diagnostics).flatMap(\.runs).compactMap {
      store.load($0, reporting: diagnostics)
    }
  }

  /// The only run.
  func run(at path: String = "logs") throws -> Run {
    let runs = try runs(at: path)
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  /// What was said, without the place of the folder.
  var warnings: [String] { said(.warning) }
  var notes: [String] { said(.note) }

  private func said(_ severity: Diagnostic.Severity) -> [String] {
    diagnostics.sorted.filter { $0.severity == severity }.map { diagnostic in
      let text = diagnostic.description
      return text.hasPrefix(folder.path + "/") ? String(text.dropFirst(folder.path.utf8.count + 1)) : text
    }
  }
}

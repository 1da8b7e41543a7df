import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

/// A folder of a test's own and what the program finds in it.
struct FoundStore {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init(_ files: [String: String] = [:]) throws {
    folder = try TemporaryFolder().write(files)
  }

  /// What was reported, the folder's path taken out.
  var messages: [String] {
    diagnostics.sorted.map { $0.description.replacing(folder.path + "/", with: "") }
  }

  func stores(at below: String = "") throws -> [any RunStore] {
    try StoreDetection.stores(at: folder.path + below, options: ReadingOptions(), reporting: diagnostics)
  }

  /// The only store.
  func store(at below: String = "") throws -> any RunStore {
    let stores = try stores(at: below)
    #expect(stores.count == 1)
    return try #require(stores.first)
  }

  /// All runs of the only store, by key.
  func runs(at below: String = "") throws -> [String: Run] {
    let store = try store(at: below)
    var runs: [String: Run] = [:]
    for reference in store.experiments(reporting: diagnostics).flatMap(\.runs) {
      #expect(runs[reference.key] == nil)
      #expect(store.fingerprint(of: reference) != nil)
      runs[reference.key] = store.load(reference, reporting: diagnostics)
    }
    return runs
  }

  /// The only run of the only store.
  func run(at below: String = "") throws -> Run {
    let runs = try runs(at: below)
    #expect(runs.count == 1)
    return try #require(runs.values.first)
  }
}

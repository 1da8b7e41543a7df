import Diagnostics
import FileAccess
import RunModel
import RunStores

/// A folder in memory that a store is written into and read from, again and again.
public struct FuzzFolder: Sendable {
  private let path: String

  /// - Parameter name: that of the reader; several may run at once.
  public init(_ name: String) {
    let memory = "/dev/shm"
    let parent = FileBytes.isDirectory(memory) ? memory : "/tmp"
    path = "\(parent)/runreport-fuzz-\(name)"
    try? FileWriter.makeFolder(path)
  }

  public func write(_ bytes: [UInt8], to name: String) {
    do {
      try FileWriter.makeFolder(PathText.parent(of: "\(path)/\(name)"))
      try FileWriter.write(bytes, to: "\(path)/\(name)")
    } catch {
      fatalError("\(error)")
    }
  }

  /// Finds the stores in the folder, reads every run and stops the program where one breaks a promise of `Run`.
  public func readEverything() {
    let diagnostics = DiagnosticCollector()
    guard
      let stores = try? StoreDetection.stores(at: path, options: ReadingOptions(), reporting: diagnostics)
    else { return }
    for store in stores {
      for reference in store.experiments(reporting: diagnostics).flatMap(\.runs) {
        _ = store.fingerprint(of: reference)
        if let run = store.load(reference, reporting: diagnostics) { check(run) }
      }
    }
    _ = diagnostics.sorted
  }

  private func check(_ run: Run) {
    for series in run.series {
      precondition(series.count > 0, "a series without points")
      precondition(series.steps.count == series.count && series.times.count == series.count, "columns of one length")
    }
    precondition(isSorted(run.series.map(\.name)), "series in the order of names")
    precondition(Set(run.series.map(\.name)).count == run.series.count, "a name for each series")
    precondition(Set(run.files.map(\.path)).count == run.files.count, "a path for each file")
    precondition(isSorted(run.header.parameters.map(\.name)), "parameters in the order of names")
    precondition(isSorted(run.header.tags.map(\.name)), "tags in the order of names")
    precondition(isSorted(run.files.map(\.path)), "files in the order of paths")
    for file in run.files {
      precondition(
        !file.path.hasPrefix("/") && !file.path.split(separator: "/").contains(".."), "a path within the run")
      let size = FileBytes.entry(at: file.location)?.size ?? 0
      for piece in file.pieces {
        precondition(piece.offset >= 0 && piece.count >= 0 && piece.offset + piece.count <= size, "a piece of the file")
      }
    }
  }

  private func isSorted(_ names: [String]) -> Bool {
    zip(names, names.dropFirst()).allSatisfy { !NameOrder.precedes($1, $0) }
  }
}

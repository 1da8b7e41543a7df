public import Diagnostics
import FileAccess

/// Finds out what a path holds.
///
/// The format is never asked for.
public enum StoreDetection {
  /// A format this program reads: how it is recognised by content, and how its reader is made.
  struct Format {
    var name: String
    /// What a folder of this format looks like, for the message that nothing was found.
    var description: String
    var recognises: @Sendable (_ path: String) -> Bool
    var open: @Sendable (_ location: String, _ path: String, _ options: ReadingOptions) -> any RunStore
  }

  /// Every format, in the order they are tried.
  ///
  /// A new store is one new line here.
  static let formats: [Format] = [
    Format(
      name: "runreport store", description: "a folder of experiments, each with folders that hold run.json",
      recognises: NativeStore.recognises,
      open: { location, path, _ in NativeStore(location: location, path: path) }),
    Format(
      name: "MLflow files", description: "an mlruns folder: experiments with meta.yaml",
      recognises: MLflowFileStore.recognises,
      open: { MLflowFileStore(location: $0, path: $1, options: $2) }),
  ]

  /// How far below a given path stores are looked for, and how many folders are opened for that at most.
  private static let searchDepth = 5
  private static let searchLimit = 50_000

  /// The stores at a path: the path itself, or every store found below it.
  ///
  /// - Parameters:
  ///   - location: the path as its user wrote it.
  ///   - excluding: resolved folders never looked into, such as the output of the build itself.
  /// - Throws: `StoreFailure` with what was looked for, if there is none.
  public static func stores(
    at location: String, options: ReadingOptions, excluding: [String] = [],
    reporting diagnostics: DiagnosticCollector
  ) throws(StoreFailure) -> [any RunStore] {
    let shown = PathText.withoutTrailingSlash(location)
    guard let path = PathText.resolved(location) else { throw StoreFailure(location: shown, problem: .missing) }
    guard FileBytes.isDirectory(path) else { throw StoreFailure(location: shown, problem: .noFolder) }
    if let store = open(shown, path, options) { return [store] }
    var search = Search(options: options, excluding: excluding)
    search.look(in: path, shownAs: shown, depth: searchDepth)
    if search.isCut {
      diagnostics.warn(shown, "only the first \(searchLimit) folders were searched for stores")
    }
    guard search.found.isEmpty else { return search.found }
    throw StoreFailure(location: shown, problem: .nothingFound(hint: hint(for: path)))
  }

  private static func open(_ location: String, _ path: String, _ options: ReadingOptions) -> (any RunStore)? {
    formats.first { $0.recognises(path) }.map { $0.open(location, path, options) }
  }

  /// A nearby folder that would have worked.
  private static func hint(for path: String) -> String? {
    for (up, kind) in [("..", "an experiment's folder"), ("../..", "a run's folder")] {
      guard let above = PathText.resolved(path + "/" + up), formats.contains(where: { $0.recognises(above) })
      else { continue }
      return "this looks like \(kind): give the store it is in, \(above)"
    }
    return nil
  }

  private struct Search {
    let options: ReadingOptions
    let excluding: [String]
    var found: [any RunStore] = []
    var opened = 0
    var isCut: Bool { opened >= searchLimit }

    mutating func look(in path: String, shownAs shown: String, depth: Int) {
      guard depth > 0, !isCut, let entries = try? DirectoryListing.entries(of: path) else { return }
      opened += 1
      for entry in entries where entry.kind == .directory && !entry.name.hasPrefix(".") {
        let below = path + "/" + entry.name
        if excluding.contains(below) { continue }
        let location = shown == "/" ? "/" + entry.name : shown + "/" + entry.name
        if let store = StoreDetection.open(location, below, options) {
          found.append(store)
        } else {
          look(in: below, shownAs: location, depth: depth - 1)
        }
      }
    }
  }
}

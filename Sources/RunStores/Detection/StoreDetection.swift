public import Diagnostics
import FileAccess

/// Finds out what a path or an address holds.
public enum StoreDetection {
  /// Every format, in the order in which they may claim a folder.
  ///
  /// A new format is one new line here.
  static let formats: [any StoreFormat] = [
    NativeFormat(),
    MLflowFilesFormat(),
    MLflowSQLiteFormat(),
    MLflowPostgresFormat(),
    MLflowServerFormat(),
    TrackioFormat(),
    SacredFormat(),
    WandBFormat(),
    TensorBoardFormat(),
    AzureMLFormat(),
    TrainerFormat(),
    DVCLiveFormat(),
    // Last, since anything may be a table.
    CSVFormat(),
  ]

  /// The stores at a place: the file, folder or address itself, or every store found below the folder.
  ///
  /// - Parameters:
  ///   - location: the path or address as its user wrote it.
  ///   - excluding: resolved folders never looked into, such as the output of the build itself.
  /// - Throws: `StoreFailure` with what was looked for, if there is none.
  public static func stores(
    at location: String, options: ReadingOptions, excluding: [String] = [],
    reporting diagnostics: DiagnosticCollector
  ) throws(StoreFailure) -> [any RunStore] {
    if StoreAddress.isAddress(location) {
      let shown = StoreAddress.shown(location)
      guard let format = formats.first(where: { $0.recognises(address: location) }) else {
        throw StoreFailure(location: shown, problem: .unknownAddress)
      }
      return [try format.open(StorePlace(shown: shown, path: location, content: .address), options: options)]
    }
    let shown = PathText.withoutTrailingSlash(location)
    guard let path = PathText.resolved(location) else { throw StoreFailure(location: shown, problem: .missing) }
    guard FileBytes.isDirectory(path) else {
      guard let format = formats.first(where: { $0.recognises(file: path) }) else {
        throw StoreFailure(location: shown, problem: .unknownFile)
      }
      return [try format.open(StorePlace(shown: shown, path: path, content: .file), options: options)]
    }
    let search = StoreSearch(path, shownAs: shown, excluding: excluding)
    if search.isCut {
      diagnostics.warn(shown, "only the first \(StoreSearch.folderLimit) folders were searched for stores")
    }
    guard !search.stores.isEmpty else {
      throw StoreFailure(location: shown, problem: .nothingFound(hint: hint(for: path)))
    }
    return try open(search.stores, options, reporting: diagnostics)
  }

  /// The stores without runs that another one of them has too; asked once all of a build are known.
  public static func withoutCopies(_ stores: [any RunStore]) -> [any RunStore] { MLflowCopies.paired(stores) }

  /// Opens what was found; one that cannot be opened costs itself, if there are others.
  private static func open(
    _ found: [(format: any StoreFormat, place: StorePlace)], _ options: ReadingOptions,
    reporting diagnostics: DiagnosticCollector
  ) throws(StoreFailure) -> [any RunStore] {
    var stores: [any RunStore] = []
    var failure: StoreFailure?
    for (format, place) in found {
      do {
        stores.append(try format.open(place, options: options))
      } catch {
        failure = failure ?? error
        if found.count > 1 { diagnostics.warn(place.shown, "left out: \(error.reason)") }
      }
    }
    if stores.isEmpty, let failure { throw failure }
    return stores
  }

  /// A nearby folder that would have worked.
  private static func hint(for path: String) -> String? {
    for (up, kind) in [("..", "an experiment's folder"), ("../..", "a run's folder")] {
      guard let above = PathText.resolved(path + "/" + up), let entries = try? DirectoryListing.entries(of: above)
      else { continue }
      let folder = SearchedFolder(path: above, entries: entries)
      if formats.contains(where: { $0.sighting(in: folder) == .store }) {
        return "this looks like \(kind): give the store it is in, \(above)"
      }
    }
    return nil
  }
}

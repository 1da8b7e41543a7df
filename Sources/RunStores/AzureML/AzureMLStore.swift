internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Downloaded Azure ML runs below one folder.
struct AzureMLStore: RunStore {
  let formatName = "Azure ML"
  let location: String
  private let path: String
  private let index: AzureIndex
  private let entryByKey: [String: Int]

  init(_ place: StorePlace) {
    location = place.shown
    path = place.path
    let folders = if case .runFolders(let found) = place.content { found } else { [""] }
    index = AzureIndex(root: place.path, folders: folders)
    entryByKey = Dictionary(index.entries.enumerated().map { ($0.element.key, $0.offset) }) { first, _ in first }
  }

  var folders: [String] {
    index.entries.compactMap(\.folder).filter { !$0.isEmpty }.map { StorePlace.join(path, $0) }
  }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    for file in index.unclaimed {
      diagnostics.warn(
        StorePlace.join(location, file), "metrics of one of several runs: name the file after its run to have them read"
      )
    }
    return Dictionary(grouping: index.entries, by: \.experiment).sorted { NameOrder.precedes($0.key, $1.key) }
      .map { name, entries in
        let keys = entries.map(\.key).sorted(by: NameOrder.precedes)
        return ExperimentListing(
          experiment: Experiment(id: name, name: name), key: name, runs: keys.map { RunReference(key: $0) })
      }
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? {
    guard let entry = entry(run) else { return nil }
    let documents = [entry.details].compactMap { $0 } + entry.metrics + entry.broken
    let files = SourceFingerprint.of(files: documents.map { StorePlace.join(path, $0) })
    guard let folder = entry.folder else { return files }
    return SourceFingerprint.of(folder: StorePlace.join(path, folder))?.combined(with: files)
  }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    entry(run).map { AzureRunReader(entry: $0, root: path, shownAs: location, diagnostics: diagnostics).read() }
  }

  private func entry(_ run: RunReference) -> AzureRunEntry? { entryByKey[run.key].map { index.entries[$0] } }
}

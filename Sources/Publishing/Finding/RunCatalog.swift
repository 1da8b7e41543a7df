public import Diagnostics
import Digests
import Fingerprints
public import Masking
import Pages
public import RunModel
public import RunStores

/// All runs of some stores by what tells them apart, read without their numbers and files where a store allows it.
public struct RunCatalog: Sendable {
  /// A run, and how to get at the rest of it.
  public struct Entry: Sendable {
    /// Which of `experiments`.
    public var experiment: Int
    public var reference: RunReference
    public var header: RunHeader
  }

  let reader: StoreReader
  private let names: [String]
  /// What is masked where something is published.
  public let masking: MaskingChoice
  public let experiments: [StoreReader.Listed]
  /// In the order of the listing.
  public let entries: [Entry]
  let masker: Masker

  /// Reads the headers of all runs.
  ///
  /// - Parameters:
  ///   - names: only experiments with one of these names or ids; empty for all.
  ///   - masking: what is masked where something is published.
  /// - Throws: `ExperimentFailure` where none of `names` is there.
  public init(
    _ reader: StoreReader, only names: [String] = [], masking: MaskingChoice = MaskingChoice(),
    reporting diagnostics: DiagnosticCollector
  ) throws {
    self.reader = reader
    self.names = names
    self.masking = masking
    masker = Masker(masking)
    let experiments = reader.list(only: names)
    self.experiments = experiments
    if experiments.isEmpty, !names.isEmpty {
      throw ExperimentFailure(names: names, known: reader.list().map(\.experiment.name))
    }
    let found = try reader.forEachBatch(of: experiments) { batch -> [RunHeader?] in
      var headers = [RunHeader?](repeating: nil, count: batch.count)
      reader.stores[batch[0].experiment.store].headers(of: batch.map(\.run), reporting: diagnostics) { place, header in
        headers[place] = header
      }
      return headers
    }
    entries = experiments.indices.flatMap { index in
      zip(experiments[index].runs, found[index]).compactMap { reference, header in
        header.map { Entry(experiment: index, reference: reference, header: $0) }
      }
    }
  }

  /// The experiment a run is in.
  public func experiment(of entry: Entry) -> Experiment { experiments[entry.experiment].experiment }

  /// The store a run is in.
  public func store(of entry: Entry) -> any RunStore { reader.stores[experiments[entry.experiment].store] }

  /// A run as it is now, among all others as they are now; nil if it is gone.
  public func current(_ entry: Entry) throws -> (catalog: RunCatalog, entry: Entry)? {
    let catalog = try RunCatalog(
      reader.reopened(), only: names, masking: masking, reporting: DiagnosticCollector())
    let (key, store) = (experiments[entry.experiment].experimentKey, store(of: entry))
    let found = catalog.entries.first { other in
      let place = catalog.store(of: other)
      return other.reference == entry.reference && catalog.experiments[other.experiment].experimentKey == key
        && place.location == store.location && place.formatName == store.formatName
    }
    return found.map { (catalog, $0) }
  }

  /// The store of a run as it is now; nil if it is gone.
  func currentStore(of entry: Entry) -> (any RunStore)? {
    let store = store(of: entry)
    return try? reader.reopened().stores.first {
      $0.location == store.location && $0.formatName == store.formatName
    }
  }

  /// The runs of the same store that name this one as their parent, earliest first.
  public func children(of entry: Entry) -> [Entry] {
    let store = experiments[entry.experiment].store
    return entries.filter {
      $0.header.parent == entry.header.id && experiments[$0.experiment].store == store
        && $0.reference != entry.reference
    }.sorted { a, b in
      let starts = (a.header.start?.milliseconds ?? .max, b.header.start?.milliseconds ?? .max)
      return starts.0 == starts.1
        ? NameOrder.precedesAsCounted(a.header.id, b.header.id) : starts.0 < starts.1
    }
  }

  /// The path of a run's page in a site that is built from the same stores.
  public func page(of entry: Entry) -> String? {
    let (indexes, record) = indexes(of: entry)
    let addresses = RunAddresses(indexes)
    return record.flatMap { addresses.page(ofRecord: $0) }
  }

  /// All runs as a site lists them, and the record of one of them there.
  ///
  /// - Parameter digest: of that one, if it was read.
  func indexes(of entry: Entry, digest: RunDigest? = nil) -> (experiments: [ExperimentIndex], record: Int64?) {
    var counts = MaskCounts()
    var runs: [[RunEntry]] = experiments.map { _ in [] }
    var record: Int64?
    for (number, other) in entries.enumerated() {
      let isMeant = other.experiment == entry.experiment && other.reference == entry.reference
      if isMeant { record = Int64(number) }
      if isMeant, let digest {
        runs[other.experiment].append(
          RunEntry(digest, record: Int64(number), source: .none, content: .none))
      } else {
        runs[other.experiment].append(runEntry(other.header, record: Int64(number), &counts))
      }
    }
    let indexes = zip(experiments, runs).map { listed, runs in
      let listed = masker.masked(listed, &counts)
      return ExperimentIndex(
        experiment: listed.experiment, store: listed.store, key: listed.experimentKey, runs: runs)
    }
    return (indexes.sorted(by: SiteBuilder.precedes), record)
  }

  /// What pages are named by.
  private func runEntry(_ header: RunHeader, record: Int64, _ counts: inout MaskCounts) -> RunEntry {
    var (id, name, parent) = (header.id, header.name, header.parent)
    masker.mask(&id, &counts)
    masker.mask(&name, &counts)
    masker.mask(&parent, &counts)
    return RunEntry(
      record: record, id: id, name: name, parent: parent, start: header.start, status: header.status,
      isDeleted: header.isDeleted, lastSign: nil, source: .none, content: .none)
  }
}

import Diagnostics
import Digests
import FileAccess
import Fingerprints
import RunModel
import RunStores
import Synchronization

/// Brings the cache up to date with the stores: runs that changed are read, digested and kept, the others are
/// not even opened.
struct RunIndexer {
  let reader: StoreReader
  let cache: DigestCache
  let options: ReadingOptions
  let diagnostics: DiagnosticCollector

  struct Outcome {
    /// In the order of the listing.
    var experiments: [ExperimentIndex]
    /// How many runs had to be read.
    var readCount: Int
  }

  /// Goes through the runs of some experiments.
  func index(_ listed: [StoreReader.Listed]) throws -> Outcome {
    let identities = reader.stores.map(identity)
    let known = try identities.map { try cache.runs(of: $0) }
    let readCount = Atomic(0)
    let found = try reader.forEachRun(of: listed) { experiment, reference -> RunEntry? in
      let store = reader.stores[experiment.store]
      let now = store.fingerprint(of: reference)
      if let kept = known[experiment.store][reference.key], let now, kept.source == now.fingerprint {
        for diagnostic in kept.diagnostics { diagnostics.add(diagnostic) }
        return kept.entry
      }
      readCount.wrappingAdd(1, ordering: .relaxed)
      // A run that changes while it is read, or a moment ago, is read again by the next build.
      let source = now.flatMap { $0.isSettled ? $0.fingerprint : nil } ?? Fingerprint(high: 0, low: 0)
      return try read(reference, from: store, identity: identities[experiment.store], source: source).entry
    }
    try cache.flush()
    try dropGone(listed, known: known, identities: identities)
    let experiments = zip(listed, found).map { listed, runs in
      ExperimentIndex(
        experiment: listed.experiment, store: listed.store, key: listed.experimentKey, runs: runs.compactMap { $0 })
    }
    return Outcome(experiments: experiments, readCount: readCount.load(ordering: .relaxed))
  }

  private func read(
    _ reference: RunReference, from store: any RunStore, identity: String, source: Fingerprint
  ) throws -> CachedRun {
    let own = DiagnosticCollector()
    let digest = store.load(reference, reporting: own).map(RunDigest.init)
    let told = own.sorted
    for diagnostic in told { diagnostics.add(diagnostic) }
    return try cache.add(digest, key: reference.key, store: identity, source: source, diagnostics: told)
  }

  /// A store that is read otherwise, or named otherwise in messages, is another one to the cache.
  private func identity(_ store: any RunStore) -> String {
    let path = PathText.resolved(store.location) ?? store.location
    return "\(store.formatName)\n\(store.location)\n\(path)\n\(options.includesDeleted)"
  }

  private func dropGone(
    _ listed: [StoreReader.Listed], known: [[String: CachedRun]], identities: [String]
  ) throws {
    var there = [Set<String>](repeating: [], count: identities.count)
    for experiment in listed { there[experiment.store].formUnion(experiment.runs.lazy.map(\.key)) }
    for (store, runs) in known.enumerated() {
      try cache.drop(runs.keys.filter { !there[store].contains($0) }, from: identities[store])
    }
  }
}

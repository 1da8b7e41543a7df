import Diagnostics
import Digests
import FileAccess
import Fingerprints
import Masking
import RunModel
import RunStores
import Synchronization

/// Brings the cache up to date with the stores: runs that changed are read, digested and kept, the others are
/// not even opened.
struct RunIndexer {
  let reader: StoreReader
  let cache: DigestCache
  let options: ReadingOptions
  let masker: Masker
  let diagnostics: DiagnosticCollector
  var stop: StopToken? = nil

  struct Outcome {
    /// In the order of the listing.
    var experiments: [ExperimentIndex]
    /// How many runs had to be read.
    var readCount: Int
  }

  /// What the cache has of the runs of each store, by their keys.
  func known() throws -> [[String: CachedRun]] { try reader.stores.map { try cache.runs(of: identity($0)) } }

  /// Goes through the runs of some experiments.
  func index(_ listed: [StoreReader.Listed], known: [[String: CachedRun]]) throws -> Outcome {
    let identities = reader.stores.map(identity)
    let readCount = Atomic(0)
    let found = try reader.forEachBatch(of: listed) { batch -> [RunEntry?] in
      try stop?.check()
      let place = batch[0].experiment.store
      let store = reader.stores[place]
      var entries = [RunEntry?](repeating: nil, count: batch.count)
      var changed: [(place: Int, now: SourceFingerprint?)] = []
      for (index, listed) in batch.enumerated() {
        let now = store.fingerprint(of: listed.run)
        guard let kept = known[place][masker.safeKey(listed.run.key)], let now, kept.source == now.fingerprint else {
          changed.append((index, now))
          continue
        }
        for diagnostic in kept.diagnostics { diagnostics.add(diagnostic) }
        entries[index] = kept.entry
      }
      guard !changed.isEmpty else { return entries }
      readCount.wrappingAdd(changed.count, ordering: .relaxed)
      try store.load(changed.map { batch[$0.place].run }) { number, loaded in
        let (index, now) = changed[number]
        let run = batch[index].run
        if loaded.run == nil, !loaded.isSettled, let entry = known[place][masker.safeKey(run.key)]?.entry {
          for diagnostic in loaded.diagnostics { diagnostics.add(masker.masked(diagnostic)) }
          diagnostics.warn(nil, "run \(entry.name) is shown as an earlier build read it")
          entries[index] = entry
          return
        }
        entries[index] = try keep(loaded, run, identity: identities[place], source: now)
      }
      return entries
    }
    try cache.flush()
    try dropGone(listed, known: known, identities: identities)
    let experiments = zip(listed, found).map { listed, runs in
      ExperimentIndex(
        experiment: listed.experiment, store: listed.store, key: listed.experimentKey, runs: runs.compactMap { $0 })
    }
    return Outcome(experiments: experiments, readCount: readCount.load(ordering: .relaxed))
  }

  /// Digests what was read.
  private func keep(
    _ loaded: LoadedRun, _ reference: RunReference, identity: String, source: SourceFingerprint?
  ) throws -> RunEntry? {
    let told = loaded.diagnostics.map(masker.masked)
    for diagnostic in told { diagnostics.add(diagnostic) }
    // A run that changes while it is read, or a moment ago, is read again by the next build.
    let isKept = loaded.isSettled && source?.isSettled == true
    return try cache.add(
      loaded.run.map(masker.digest), key: masker.safeKey(reference.key), store: identity,
      source: isKept ? source?.fingerprint ?? .none : .none, diagnostics: told
    ).entry
  }

  /// A store that is read otherwise, or named otherwise in messages, is another one to the cache.
  private func identity(_ store: any RunStore) -> String {
    let path = store.resolvedPath ?? store.location
    return masker.safeKey("\(store.formatName)\n\(store.location)\n\(path)\n\(options.includesDeleted)")
  }

  private func dropGone(
    _ listed: [StoreReader.Listed], known: [[String: CachedRun]], identities: [String]
  ) throws {
    // Nearly always all that is known is there.
    let met = listed.reduce(0) { sum, experiment in
      sum + experiment.runs.count { known[experiment.store][masker.safeKey($0.key)] != nil }
    }
    if met == known.reduce(0, { $0 + $1.count }) { return }
    var there = [Set<String>](repeating: [], count: identities.count)
    for experiment in listed { there[experiment.store].formUnion(experiment.runs.lazy.map { masker.safeKey($0.key) }) }
    for (store, runs) in known.enumerated() {
      try cache.drop(runs.keys.filter { !there[store].contains($0) }, from: identities[store])
    }
  }
}

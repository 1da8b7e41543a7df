public import Diagnostics
import FileAccess
public import RunModel
public import RunStores
import Synchronization

/// Reads the runs of several stores, each in parallel.
public struct StoreReader: Sendable {
  /// A run and the experiment it belongs to.
  public struct Listed: Sendable {
    /// Which of `stores`.
    public var store: Int
    public var experiment: Experiment
    public var experimentKey: String
    public var runs: [RunReference]
  }

  public let stores: [any RunStore]
  private let locations: [String]
  private let options: ReadingOptions
  private let excluded: [String]
  let pool: WorkerPool
  let progress: Progress
  let diagnostics: DiagnosticCollector

  /// Finds the stores at some paths.
  ///
  /// - Parameters:
  ///   - locations: paths as their user wrote them.
  ///   - excluding: folders never looked into.
  public init(
    locations: [String], options: ReadingOptions, excluding: [String] = [], jobs: Int, progress: Progress = .silent,
    reporting diagnostics: DiagnosticCollector
  ) throws(StoreFailure) {
    var stores: [any RunStore] = []
    var seen: Set<String> = []
    for (number, location) in locations.enumerated() {
      progress.report(.listing, number, locations.count)
      for store in try StoreDetection.stores(
        at: location, options: options, excluding: excluding, reporting: diagnostics)
      where seen.insert(store.formatName + "\n" + (store.resolvedPath ?? store.location)).inserted {
        stores.append(store)
      }
    }
    self.stores = StoreDetection.withoutCopies(stores)
    self.locations = locations
    self.options = options
    excluded = excluding
    self.progress = progress
    self.diagnostics = diagnostics
    pool = WorkerPool(width: jobs)
  }

  /// The stores as they are now.
  public func reopened() throws(StoreFailure) -> StoreReader {
    try StoreReader(
      locations: locations, options: options, excluding: excluded, jobs: pool.width, reporting: DiagnosticCollector())
  }

  /// The experiments of all stores.
  ///
  /// - Parameter names: only experiments with one of these names or ids; empty for all.
  public func list(only names: [String] = []) -> [Listed] {
    stores.indices.flatMap { index in
      progress.report(.listing, index, stores.count)
      return stores[index].experiments(reporting: diagnostics).compactMap { listing -> Listed? in
        guard names.isEmpty || names.contains(listing.experiment.name) || names.contains(listing.experiment.id)
        else { return nil }
        return Listed(
          store: index, experiment: listing.experiment, experimentKey: listing.key, runs: listing.runs)
      }
    }
  }

  /// Loads every run of some experiments and keeps what `digest` makes of each, in the order of the listing.
  ///
  /// A run's values live only while it is digested: what is kept at once is one run a thread.
  public func load<T: Sendable>(
    _ experiments: [Listed], _ digest: @Sendable (Listed, Run) -> T?
  ) throws -> [[T]] {
    try forEachBatch(of: experiments) { batch in
      var results = [T?](repeating: nil, count: batch.count)
      stores[batch[0].experiment.store].load(batch.map(\.run)) { place, loaded in
        for diagnostic in loaded.diagnostics { diagnostics.add(diagnostic) }
        results[place] = loaded.run.flatMap { digest(batch[place].experiment, $0) }
      }
      return results
    }.map { $0.compactMap { $0 } }
  }

  /// A run and where it was listed.
  struct ListedRun {
    var experiment: Listed
    var run: RunReference
  }

  /// Calls `body` for every run of some experiments, from several threads, with as many at once as the store likes;
  /// the results in the order of the listing.
  ///
  /// - Parameter body: gets runs of one store, at least one, and gives a result for each.
  func forEachBatch<T: Sendable>(
    of experiments: [Listed], _ body: @Sendable ([ListedRun]) throws -> [T]
  ) throws -> [[T]] {
    let starts = experiments.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.runs.count) }
    let total = starts.last ?? 0
    let batches = batches(of: experiments, starts)
    let done = Atomic(0)
    let results = try pool.map(batches.count) { number -> [T] in
      let result = try body(runs(batches[number], of: experiments, starts))
      let finished = done.wrappingAdd(batches[number].count, ordering: .relaxed).newValue
      progress.report(.reading, finished, total)
      return result
    }
    let all = Array(results.joined())
    // One experiment may be all there is, and large: its results are not copied.
    if experiments.count == 1 { return [all] }
    return experiments.indices.map { Array(all[starts[$0]..<starts[$0 + 1]]) }
  }

  /// All runs, counted through, in pieces that are each of one store.
  private func batches(of experiments: [Listed], _ starts: [Int]) -> [Range<Int>] {
    var batches: [Range<Int>] = []
    var first = 0
    while first < experiments.count {
      let store = experiments[first].store
      let end = experiments[first...].firstIndex { $0.store != store } ?? experiments.count
      let size = max(1, stores[store].batchSize)
      for start in stride(from: starts[first], to: starts[end], by: size) {
        batches.append(start..<start + min(size, starts[end] - start))
      }
      first = end
    }
    return batches
  }

  /// The runs at some places of the listing.
  private func runs(_ places: Range<Int>, of experiments: [Listed], _ starts: [Int]) -> [ListedRun] {
    // The last experiment that starts at or before the first place.
    var low = 0
    var high = experiments.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= places.lowerBound { low = middle } else { high = middle - 1 }
    }
    return places.map { place in
      while place >= starts[low + 1] { low += 1 }
      return ListedRun(experiment: experiments[low], run: experiments[low].runs[place - starts[low]])
    }
  }
}

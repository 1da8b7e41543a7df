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
    for location in locations {
      for store in try StoreDetection.stores(
        at: location, options: options, excluding: excluding, reporting: diagnostics)
      where seen.insert(PathText.resolved(store.location) ?? store.location).inserted {
        stores.append(store)
      }
    }
    self.stores = stores
    self.progress = progress
    self.diagnostics = diagnostics
    pool = WorkerPool(width: jobs)
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
    try forEachRun(of: experiments) { listed, reference in
      stores[listed.store].load(reference, reporting: diagnostics).flatMap { digest(listed, $0) }
    }.map { $0.compactMap { $0 } }
  }

  /// Calls `body` for every run of some experiments, from several threads; the results in the order of the listing.
  func forEachRun<T: Sendable>(
    of experiments: [Listed], _ body: @Sendable (Listed, RunReference) throws -> T
  ) throws -> [[T]] {
    let starts = experiments.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.runs.count) }
    let total = starts.last ?? 0
    let done = Atomic(0)
    let results = try pool.map(total) { place -> T in
      // The last experiment that starts at or before this place.
      var low = 0
      var high = experiments.count - 1
      while low < high {
        let middle = (low + high + 1) / 2
        if starts[middle] <= place { low = middle } else { high = middle - 1 }
      }
      let result = try body(experiments[low], experiments[low].runs[place - starts[low]])
      progress.report(.reading, done.wrappingAdd(1, ordering: .relaxed).newValue, total)
      return result
    }
    // One experiment may be all there is, and large: its results are not copied.
    if experiments.count == 1 { return [results] }
    return experiments.indices.map { Array(results[starts[$0]..<starts[$0 + 1]]) }
  }
}

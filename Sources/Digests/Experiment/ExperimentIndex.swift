public import RunModel

/// An experiment and the list of its runs, which is all that stays in memory of it.
public final class ExperimentIndex: Sendable {
  public let experiment: Experiment
  /// Which of the site's stores it came from.
  public let store: Int
  /// See `ExperimentListing.key`.
  public let key: String
  /// Newest first.
  public let runs: [RunEntry]

  public init(experiment: Experiment, store: Int, key: String, runs: [RunEntry]) {
    self.experiment = experiment
    self.store = store
    self.key = key
    self.runs = ExperimentIndex.newestFirst(runs)
  }

  /// By start, latest first; runs without one last; equal ones by id, numbers in it counted.
  ///
  /// Places are sorted, not entries, of which each copy counts references.
  private static func newestFirst(_ runs: [RunEntry]) -> [RunEntry] {
    let starts = runs.map { $0.start?.milliseconds ?? .min }
    let order = runs.indices.sorted { a, b in
      starts[a] == starts[b] ? NameOrder.precedesAsCounted(runs[a].id, runs[b].id) : starts[a] > starts[b]
    }
    return order.map { runs[$0] }
  }

  /// The latest moment the store has anything of this experiment.
  public var lastSign: Timestamp? { runs.compactMap(\.lastSign).max() ?? experiment.created }
}

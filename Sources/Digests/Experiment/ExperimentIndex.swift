public import RunModel

/// An experiment and the list of its runs, which is all that stays in memory of it.
public struct ExperimentIndex: Sendable {
  public var experiment: Experiment
  /// Which of the site's stores it came from.
  public var store: Int
  /// See `ExperimentListing.key`.
  public var key: String
  /// Newest first.
  public var runs: [RunEntry]

  public init(experiment: Experiment, store: Int, key: String, runs: [RunEntry]) {
    self.experiment = experiment
    self.store = store
    self.key = key
    self.runs = runs
    self.runs.sort(by: RunEntry.isNewer)
  }

  /// The latest moment the store has anything of this experiment.
  public var lastSign: Timestamp? { runs.compactMap(\.lastSign).max() ?? experiment.created }
}

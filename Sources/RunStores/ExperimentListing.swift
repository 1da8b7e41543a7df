public import RunModel

/// An experiment and where its runs are, before any of them is read.
public struct ExperimentListing: Sendable {
  public var experiment: Experiment
  /// Tells this experiment from every other one of the same store, and stays the same from build to build:
  /// a path within the store, not an id, since ids repeat (MLflow's `.trash`).
  public var key: String
  public var runs: [RunReference]

  public init(experiment: Experiment, key: String, runs: [RunReference]) {
    self.experiment = experiment
    self.key = key
    self.runs = runs
  }
}

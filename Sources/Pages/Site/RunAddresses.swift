public import Digests
import RunModel

/// Where the pages of runs are in a site, for whoever links to them without building it.
public struct RunAddresses: Sendable {
  private let plan: SitePlan
  /// By the record of the run's entry.
  private let places: [Int64: RunPlace]

  /// - Parameter experiments: all of the site, in its order; no two of their runs have one `record`.
  public init(_ experiments: [ExperimentIndex]) {
    plan = SitePlan(
      SiteContents(
        title: "", generatedAt: Timestamp(milliseconds: 0), stores: [], experiments: experiments, artifactLimit: 0))
    var places: [Int64: RunPlace] = [:]
    for experiment in experiments.indices {
      for (run, entry) in experiments[experiment].runs.enumerated() {
        places[entry.record] = RunPlace(experiment: experiment, run: run)
      }
    }
    self.places = places
  }

  /// The path of a run's page within the site: `experiments/digits-mlp-3fa9c1d2/lunar-comet-107-8b2e01aa/index.html`.
  public func page(ofRecord record: Int64) -> String? { places[record].map { plan.run($0).page } }
}

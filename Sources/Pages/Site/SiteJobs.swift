/// The jobs of a site, made as they are asked for: a hundred thousand of them at once would fill memory.
public struct SiteJobs: Sendable {
  private let site: Site
  private let frame: InputList
  private let first: [SiteJob]
  /// Where the jobs of each experiment begin: its own, then those of its runs.
  private let starts: [Int]

  public let count: Int
  /// The weights of all jobs together.
  public let weight: Int

  init(_ site: Site) {
    self.site = site
    frame = site.frameInputs
    first = site.siteJobs(frame: frame, runs: site.allRunsFingerprint)
    starts = site.plan.experiments.reduce(into: [first.count]) { $0.append($0[$0.count - 1] + 1 + $1.runs.count) }
    count = starts[starts.count - 1]
    let runs = site.plan.experiments.reduce(0) { $0 + $1.runs.count }
    weight = first.count + 4 * site.plan.experiments.count + 3 * runs
  }

  /// The names of the jobs of an experiment, or of the whole site.
  public func names(of bundle: String) -> Set<String> {
    guard let experiment = site.plan.experiments.first(where: { $0.folder == bundle }) else {
      return bundle == "site" ? Set(first.map(\.name)) : []
    }
    return Set(experiment.runs.map(\.page) + [experiment.page])
  }

  /// Job number `index`, from 0.
  public subscript(index: Int) -> SiteJob {
    guard index >= first.count else { return first[index] }
    // The last experiment that begins at or before it.
    var low = 0
    var high = starts.count - 2
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= index { low = middle } else { high = middle - 1 }
    }
    let place = index - starts[low]
    return place == 0
      ? site.experimentJob(low, frame: frame) : site.runJob(site.plan.experiments[low].runs[place - 1], frame: frame)
  }
}

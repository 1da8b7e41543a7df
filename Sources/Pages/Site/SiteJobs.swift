public import Digests

/// The jobs of a site, made as they are asked for: a hundred thousand of them at once would fill memory.
public struct SiteJobs: Sendable {
  private let site: Site
  private let frame: InputList
  private let first: [SiteJob]
  /// What is made from files of the jobs before, stage after stage.
  private let last: [SiteJob]
  /// Where the jobs of each experiment begin: its own, those of its views, then those of its runs.
  private let starts: [Int]

  public let count: Int
  /// The jobs that may be done at once, one stage after the other.
  public let stages: [Range<Int>]
  /// The weights of all jobs together.
  public let weight: Int

  init(_ site: Site) {
    self.site = site
    frame = site.frameInputs
    let runs = site.allRunsFingerprint
    first = site.siteJobs(frame: frame, runs: runs)
    let joining = site.joiningJobs(frame: frame, runs: runs)
    last = joining + [site.buildNotesJob(frame: frame)]
    starts = site.plan.experiments.reduce(into: [first.count]) {
      $0.append($0[$0.count - 1] + 1 + $1.views.count + $1.runs.count)
    }
    let end = starts[starts.count - 1]
    count = end + last.count
    stages = [0..<end, end..<count - 1, count - 1..<count]
    let (runCount, viewCount) = site.plan.experiments.reduce((0, 0)) { ($0.0 + $1.runs.count, $0.1 + $1.views.count) }
    weight = first.count + last.count + 4 * site.plan.experiments.count + 3 * runCount + viewCount
  }

  /// The names of the jobs of an experiment, or of the whole site.
  public func names(of bundle: String) -> Set<String> {
    guard let experiment = site.plan.experiments.first(where: { $0.folder == bundle }) else {
      return bundle == "site" ? Set((first + last).filter { $0.bundle == bundle }.map(\.name)) : []
    }
    return Set(experiment.runs.map(\.page) + experiment.views.map(\.page) + [experiment.page])
  }

  /// Takes what a job left out, whether it was done or its files were kept.
  public func count(_ tally: JobTally) { site.tally.add(tally) }

  /// What changes with what is on each live page among some files.
  public func liveStamps(of files: [String]) -> [String: String] { site.live.stamps(of: files) }

  /// Job number `index`, from 0.
  public subscript(index: Int) -> SiteJob {
    guard index >= first.count else { return first[index] }
    guard index < count - last.count else { return last[index - (count - last.count)] }
    // The last experiment that begins at or before it.
    var low = 0
    var high = starts.count - 2
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= index { low = middle } else { high = middle - 1 }
    }
    let plan = site.plan.experiments[low]
    let place = index - starts[low] - 1
    if place < 0 { return site.experimentJob(low, frame: frame) }
    return place < plan.views.count
      ? site.viewJob(plan.views[place], ofExperiment: low, frame: frame)
      : site.runJob(plan.runs[place - plan.views.count], frame: frame)
  }
}

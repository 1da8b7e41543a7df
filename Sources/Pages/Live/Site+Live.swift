import Analysis
import Digests
public import RunModel

/// Which pages are live: those of runs that are under way, and those that show such runs.
extension Site {
  /// The pages that are live, by their paths, and what changes with what is on each; known when all jobs are done.
  public var livePages: [String: String] { tally.value.live }

  /// When the next run turns stale, if it stays silent.
  public var nextStale: Timestamp? {
    contents.experiments.lazy.flatMap(\.runs).compactMap { [now = contents.now] run in
      RunState.end(ofPatienceWith: run.status, lastSign: run.lastSign, now: now)
    }.min { $0.milliseconds < $1.milliseconds }
  }

  func isLive(_ run: RunEntry) -> Bool { contents.isLive && state(run).isUnderWay }

  /// Whether a page is live that shows a run with its children.
  func isLive(_ run: RunPlan) -> Bool { isLive(entry(run.place)) || isLive(run.children) }

  /// Whether pages are live that list or count all runs.
  var isLive: Bool { isLive(statusCounts) }

  /// Whether pages are live that list some runs.
  func isLive(_ runs: some Sequence<RunPlace>) -> Bool { contents.isLive && runs.contains { isLive(entry($0)) } }

  /// Whether the pages of an experiment are live.
  func isLive(experiment index: Int) -> Bool { isLive(statusCounts(index)) }

  /// Whether pages are live that list the runs that were counted.
  func isLive(_ counts: StatusCounts) -> Bool { contents.isLive && counts.hasRunsUnderWay }
}

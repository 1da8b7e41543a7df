import Digests
import Markup
import RunModel
import RunTables
import Settings

/// The runs a run started — a sweep's trials, an AutoML parent's models, a pipeline's steps — by iteration.
struct ChildRuns: Sendable {
  /// By iteration; those without one after the others, in the order they were started.
  let runs: [ChildRun]
  /// The best one, the first of equal ones; nil where nothing tells.
  let best: ChildRun?
  /// What they are ranked by; nil where nothing is known.
  let metric: MetricColumn?
  /// Those that differ, the ones most child runs have first.
  let parameters: [ChildParameters.Parameter]
  let hasIterations: Bool
  let hasAlgorithms: Bool

  /// Opens the digest of each child run once.
  init(of run: RunContext) throws {
    let site = run.site
    let experiments = Set(run.plan.children.map(\.experiment)).sorted()
    let views = try [run.view] + experiments.filter { $0 != run.plan.place.experiment }.map(site.view)
    metric = ChildRuns.metric(of: run, views)
    let metric = metric
    var names = ChildParameters()
    let gathered = try run.plan.children.map { place in
      ChildRun(try site.digest(place), at: place, below: run.digest.header.id, metric: metric, &names)
    }
    var ordered = gathered.enumerated().sorted {
      ChildRun.precedes(($0.element.iteration, $0.offset), ($1.element.iteration, $1.offset))
    }.map(\.element)
    ChildRuns.rank(&ordered, by: metric)
    runs = ordered
    best = ordered.first { $0.rank == 1 }
    hasIterations = ordered.contains { $0.iteration != nil }
    hasAlgorithms = ordered.contains { $0.algorithm != nil }
    parameters = names.differing
  }

  /// Whether it is known which scores are better.
  var isRanked: Bool { metric?.direction != nil }

  /// The parent's own choice, what AutoML's properties name, the experiment's; the first of these that a run has.
  private static func metric(of run: RunContext, _ views: [ExperimentView]) -> MetricColumn? {
    let header = run.digest.header
    let declared = header.primaryMetric ?? run.digest.tag("primary_metric") ?? run.digest.parameter("primary_metric")
    let names = [declared] + views.map { $0.primary?.name }
    for name in names.compactMap({ $0 }) {
      if let found = views.lazy.compactMap({ $0.metric(named: name) }).first { return found }
      // Settings hide it: no other stands in for it.
      if views.contains(where: { $0.anyMetric(named: name) != nil }) { return nil }
      guard name == declared, header.kind == .automl || header.kind == .sweep else { continue }
      // No run logged it: scores may stand in properties.
      let declaration = run.experiment.experiment.metrics[name]
      return MetricColumn(
        MetricDigest(name: name, declaration: declaration, rule: run.site.settings.rule(for: name)), format: nil)
    }
    return nil
  }

  private static func rank(_ runs: inout [ChildRun], by metric: MetricColumn?) {
    guard let metric, metric.direction != nil else { return }
    var best: Double?
    for place in runs.indices {
      if let score = runs[place].score, best.map({ metric.isBetter(score, than: $0) }) ?? true { best = score }
      runs[place].bestSoFar = best
    }
    let scored = runs.indices.compactMap { place in runs[place].score.map { (place: place, score: $0) } }.sorted {
      $0.score == $1.score ? $0.place < $1.place : metric.isBetter($0.score, than: $1.score)
    }
    for (number, run) in scored.enumerated() {
      let isEqual = number > 0 && scored[number - 1].score == run.score
      runs[run.place].rank = isEqual ? runs[scored[number - 1].place].rank : number + 1
    }
  }
}

import Analysis
public import Digests
public import Fingerprints
import Markup
import RunModel
import RunTables
import Settings

/// A whole site before it is written: what it is made from, where everything goes, and how it looks.
///
/// A class: it is large, and all that makes a page of it holds it.
public final class Site: Sendable {
  let contents: SiteContents
  let plan: SitePlan
  let source: any DigestSource
  /// Changes with the program, so that pages of another one are made anew.
  let program: Fingerprint
  let templates: TemplateSet
  let assets: AssetSet
  /// Every run of the site, newest first.
  let allRuns: [RunPlace]
  /// The same with children below their parents, as tables list them.
  let allRunsInTrees: [RunPlace]
  /// Filled while jobs are done.
  let tally = SiteTally()
  /// Filled while jobs are done.
  let live = LiveStamps()
  /// One for each experiment.
  private let views: [Lazy<ExperimentView>]
  /// One for each experiment.
  private let orders: [Lazy<[Int]>]
  private let allCounts = Lazy<StatusCounts>()
  /// One for each experiment.
  private let counts: [Lazy<StatusCounts>]

  /// - Parameters:
  ///   - source: where digests are had from while pages are made.
  ///   - program: changes with the program.
  public init(
    _ contents: SiteContents, source: any DigestSource, program: Fingerprint, templates: TemplateSet,
    assets: AssetSet
  ) {
    self.program = program
    self.contents = contents
    self.source = source
    self.templates = templates
    self.assets = assets
    plan = SitePlan(contents)
    allRuns = Site.newestFirst(contents.experiments)
    allRunsInTrees = Site.inTrees(allRuns, plan)
    views = contents.experiments.map { _ in Lazy() }
    orders = contents.experiments.map { _ in Lazy() }
    counts = contents.experiments.map { _ in Lazy() }
    var listed = JobTally()
    listed.masked = contents.masked
    tally.add(listed)
  }

  /// What `runreport.yaml` says.
  var settings: Settings { contents.settings }

  /// Whether tables leave a column out.
  func hides(_ key: ColumnKey) -> Bool { settings.hides(key) }

  /// How the runs of an experiment are compared.
  func view(_ experiment: Int) throws -> ExperimentView {
    try views[experiment].get {
      let index = contents.experiments[experiment]
      return ExperimentView(try source.digest(of: index, under: settings), of: index, under: settings)
    }
  }

  /// The runs of an experiment in the order of its table: as settings sort them, else newest first.
  ///
  /// Children stand below their parents. A sort by what only digests know opens each of them once.
  func order(_ experiment: Int) throws -> [Int] {
    guard let sort = settings.sort else { return plan.experiments[experiment].order }
    return try orders[experiment].get { try TableOrder(site: self, experiment: experiment).sorted(by: sort) }
  }

  /// The row of each run in the table of its experiment.
  func rows(_ experiment: Int) throws -> [Int] {
    let order = try order(experiment)
    return order.indices.reduce(into: Array(repeating: 0, count: order.count)) { $0[order[$1]] = $1 }
  }

  func entry(_ place: RunPlace) -> RunEntry { contents.experiments[place.experiment].runs[place.run] }

  /// The child runs of the same parent just before and after one.
  func siblings(of run: RunPlan) -> [RunPlace?] {
    guard let parent = run.parent else { return [nil, nil] }
    let children = plan.run(parent).children
    return [run.childNumber - 1, run.childNumber + 1].map { children.indices.contains($0) ? children[$0] : nil }
  }

  func digest(_ place: RunPlace) throws -> RunDigest { try source.digest(entry(place)) }

  func state(_ run: RunEntry) -> RunState {
    RunState.of(run.status, lastSign: run.lastSign, now: contents.now)
  }

  /// How many runs of the site are in which state: each page of all runs says so, and counts them once.
  var statusCounts: StatusCounts { allCounts.get { StatusCounts(allRuns.lazy.map { self.state(self.entry($0)) }) } }

  /// The same of one experiment.
  func statusCounts(_ experiment: Int) -> StatusCounts {
    counts[experiment].get { StatusCounts(contents.experiments[experiment].runs.lazy.map(state)) }
  }

  /// The script's table of all runs.
  var allRunsTable: String {
    plan.experiments.count == 1 ? plan.experiments[0].tableScript : SitePlan.tableScript
  }

  /// Where runs of the whole site are put side by side; nil where there are not two.
  var allRunsCompare: String? {
    plan.experiments.count == 1 ? plan.experiments[0].comparePage : allRuns.count > 1 ? SitePlan.compare : nil
  }

  /// All runs by their start, latest first; runs without one last.
  private static func newestFirst(_ experiments: [ExperimentIndex]) -> [RunPlace] {
    let places = experiments.indices.flatMap { experiment in
      experiments[experiment].runs.indices.map { RunPlace(experiment: experiment, run: $0) }
    }
    return places.sorted { a, b in
      let starts = (experiments[a.experiment].runs[a.run].start, experiments[b.experiment].runs[b.run].start)
      if starts.0 != starts.1 {
        guard let first = starts.0 else { return false }
        guard let second = starts.1 else { return true }
        return first > second
      }
      return (a.experiment, a.run) < (b.experiment, b.run)
    }
  }

  /// Runs by their topmost parents, each followed by the runs below it.
  private static func inTrees(_ runs: [RunPlace], _ plan: SitePlan) -> [RunPlace] {
    guard plan.experiments.contains(where: { $0.runs.contains { $0.depth > 0 } }) else { return runs }
    let rows = plan.experiments.map { experiment in
      experiment.order.indices.reduce(into: Array(repeating: 0, count: experiment.order.count)) {
        $0[experiment.order[$1]] = $1
      }
    }
    return runs.filter { plan.run($0).depth == 0 }.flatMap { root in
      let experiment = plan.experiments[root.experiment]
      let row = rows[root.experiment][root.run]
      let below = experiment.order[(row + 1)...].prefix { experiment.runs[$0].depth > 0 }
      return [root] + below.map { experiment.runs[$0].place }
    }
  }
}

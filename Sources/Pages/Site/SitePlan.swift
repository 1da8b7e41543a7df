import Digests
import RunModel
import Settings

/// Every path of the site, decided before anything is rendered: the one place that knows them.
struct SitePlan: Sendable {
  /// How many rows a table page holds.
  static let rowsPerPage = 500
  /// How many rows a page of all runs holds: with stylesheet and script it stays well below 300 KB.
  static let allRunsPerPage = 250

  static let overview = "index.html"
  static let experiments = "experiments/index.html"
  static let compare = "runs/compare.html"
  static let compute = "compute/index.html"
  static let buildNotes = "build-notes.html"
  static let notFound = "404.html"
  static let stylesheet = "assets/site.css"
  static let icon = "assets/icon.svg"
  static let script = "assets/site.js"
  static let chartScript = "assets/charts.js"
  /// Of the pages of logs, in place of the other one.
  static let logScript = "assets/log.js"
  /// Of pages that are live, beside the other one.
  static let liveScript = "assets/live.js"
  static let runsCSV = "runs/runs.csv"
  static let runsJSON = "runs/runs.json"
  static let metricsJSON = "runs/metrics.json"
  static let tableScript = "runs/table.js"
  static let moreScript = "runs/table-more.js"

  var experiments: [ExperimentPlan]
  /// Where runs were, those with the latest sign of life first.
  private(set) var targets: [ComputePlan] = []
  /// How many compute targets have no page, since there are too many.
  private(set) var unlistedTargets = 0
  private var targetPlaces: [String: Int] = [:]

  /// Page `number` (from 1) of all runs.
  static func allRuns(_ number: Int = 1) -> String {
    number == 1 ? "runs/index.html" : "runs/page-\(number).html"
  }

  init(_ contents: SiteContents) {
    var usedFolders: Set<String> = []
    experiments = contents.experiments.enumerated().map { index, digest in
      let name = PageName.slug(digest.experiment.name, identity: digest.experiment.id + "\n" + digest.key)
      let folder = SitePlan.unused("experiments/" + name, in: &usedFolders)
      var usedRuns: Set<String> = []
      let runs = digest.runs.enumerated().map { position, run in
        let slug = PageName.slug(run.name, identity: run.id)
        let place = RunPlace(experiment: index, run: position)
        let runFolder = SitePlan.unused(folder + "/" + slug, in: &usedRuns)
        return RunPlan(place: place, folder: runFolder)
      }
      return ExperimentPlan(folder: folder, runs: runs, views: SitePlan.views(of: digest, folder, contents.settings))
    }
    linkParents(contents)
    for index in experiments.indices { experiments[index].order = tableOrder(of: index) }
    let found = ComputePlan.plans(for: contents)
    targets = Array(found.prefix(ComputePlan.limit))
    unlistedTargets = found.count - targets.count
    targetPlaces = Dictionary(uniqueKeysWithValues: targets.enumerated().map { ($1.name, $0) })
  }

  /// The pages of a compute target; nil where it has none.
  func target(named name: String) -> ComputePlan? { targetPlaces[name].map { targets[$0] } }

  func run(_ place: RunPlace) -> RunPlan { experiments[place.experiment].runs[place.run] }

  /// The pages of the views that are for an experiment.
  private static func views(of index: ExperimentIndex, _ folder: String, _ settings: Settings) -> [ViewPlan] {
    var used: Set<String> = []
    return settings.views.enumerated().compactMap { number, view in
      guard view.isFor(index.experiment.name) else { return nil }
      let stem = unused(folder + "/views/" + PageName.slug(view.name, identity: view.name), in: &used)
      return ViewPlan(view: number, name: view.name, stem: stem)
    }
  }

  /// Two stores may hold the same experiment: the second gets a number.
  private static func unused(_ path: String, in used: inout Set<String>) -> String {
    var candidate = path
    var number = 2
    while !used.insert(candidate).inserted {
      candidate = "\(path)-\(number)"
      number += 1
    }
    return candidate
  }

  // MARK: Parents and children

  private mutating func linkParents(_ contents: SiteContents) {
    guard contents.experiments.contains(where: { $0.runs.contains { $0.parent != nil } }) else { return }
    struct Key: Hashable {
      var store: Int
      var id: String
    }
    var placesByID: [Key: [RunPlace]] = [:]
    for (index, experiment) in contents.experiments.enumerated() {
      for (position, run) in experiment.runs.enumerated() {
        placesByID[Key(store: experiment.store, id: run.id), default: []]
          .append(RunPlace(experiment: index, run: position))
      }
    }
    for (index, experiment) in contents.experiments.enumerated() {
      for (position, run) in experiment.runs.enumerated() {
        guard let id = run.parent, let places = placesByID[Key(store: experiment.store, id: id)] else { continue }
        let place = RunPlace(experiment: index, run: position)
        // An id that stands twice (MLflow's trash): the one in the same experiment is meant.
        guard let parent = places.first(where: { $0.experiment == index }) ?? places.first else { continue }
        experiments[index].runs[position].parent = parent == place ? nil : parent
        experiments[index].runs[position].isParentCut = parent == place
      }
    }
    cutCycles()
    // Children in the order they were started: the runs are newest first, so from the back.
    for index in experiments.indices {
      for position in experiments[index].runs.indices.reversed() {
        guard let parent = experiments[index].runs[position].parent else { continue }
        experiments[parent.experiment].runs[parent.run].children.append(experiments[index].runs[position].place)
      }
    }
    for index in experiments.indices {
      for position in experiments[index].runs.indices { orderChildren(of: position, in: index, contents) }
    }
  }

  private mutating func orderChildren(of run: Int, in index: Int, _ contents: SiteContents) {
    guard experiments[index].runs[run].children.count > 1 else { return }
    let parent = contents.experiments[index].runs[run].id
    let ordered = experiments[index].runs[run].children.enumerated().map { place, child in
      (
        child: child, place: place,
        iteration: ChildRun.iteration(contents.experiments[child.experiment].runs[child.run].id, below: parent)
      )
    }.sorted { ChildRun.precedes(($0.iteration, $0.place), ($1.iteration, $1.place)) }.map(\.child)
    experiments[index].runs[run].children = ordered
    for (number, child) in ordered.enumerated() {
      experiments[child.experiment].runs[child.run].childNumber = number
    }
  }

  /// The runs above a run, its parent first.
  func ancestors(of place: RunPlace, limit: Int) -> [RunPlace] {
    var above: [RunPlace] = []
    var next = run(place).parent
    while let place = next, above.count < limit {
      above.append(place)
      next = run(place).parent
    }
    return above
  }

  /// A run that is its own ancestor loses its parent.
  private mutating func cutCycles() {
    var isSound: Set<RunPlace> = []
    for experiment in experiments.indices {
      for run in experiments[experiment].runs.indices {
        var path: [RunPlace] = []
        var onPath: Set<RunPlace> = []
        var place: RunPlace? = RunPlace(experiment: experiment, run: run)
        while let current = place, !isSound.contains(current) {
          guard onPath.insert(current).inserted else {
            if let last = path.last {
              experiments[last.experiment].runs[last.run].parent = nil
              experiments[last.experiment].runs[last.run].isParentCut = true
            }
            break
          }
          path.append(current)
          place = self.run(current).parent
        }
        isSound.formUnion(path)
      }
    }
  }

  /// The runs of an experiment with children below their parents, and how deep each stands.
  private mutating func tableOrder(of index: Int) -> [Int] {
    var order: [Int] = []
    let runs = experiments[index].runs
    var waiting: [(run: Int, depth: Int)] = runs.indices.reversed()
      .filter { runs[$0].parent?.experiment != index }.map { ($0, 0) }
    while let (run, depth) = waiting.popLast() {
      order.append(run)
      experiments[index].runs[run].depth = depth
      let children = runs[run].children.filter { $0.experiment == index }
      waiting += children.reversed().map { ($0.run, depth + 1) }
    }
    return order
  }
}

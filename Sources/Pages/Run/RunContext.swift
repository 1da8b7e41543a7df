import Analysis
import Digests
import Masking
import RunModel

/// A run with all that its pages are made from.
///
/// A class: each part of a page holds it, and it is large.
final class RunContext: Sendable {
  /// How many of the runs above one its page names in the path to it.
  static let ancestorLimit = 6

  let site: Site
  let plan: RunPlan
  let digest: RunDigest
  /// In the order of the run's files.
  let files: [FilePlan]
  let view: ExperimentView
  /// Whether what is made of it stands in the site; a page outside has no links and no pictures.
  let isInSite: Bool
  /// Where the metric of each series stands in the experiment's order of all metrics.
  private let metricPlaces: [Int]
  /// What charts draw of each series; nil where there are so many that none is kept.
  private let lines: [ThinnedSeries]?

  /// Of at most as many series the lines are kept, since charts and data files both draw them.
  private static let keptLines = 64

  init(site: Site, plan: RunPlan, isInSite: Bool = true) throws {
    self.isInSite = isInSite
    self.site = site
    self.plan = plan
    digest = try site.digest(plan.place)
    let view = try site.view(plan.place.experiment)
    self.view = view
    metricPlaces = digest.series.map { view.place(ofMetric: $0.name) }
    lines = digest.series.count <= RunContext.keptLines ? digest.series.map(\.thinned) : nil
    files = FilePlan.plans(for: digest.files, folder: plan.folder, artifactLimit: site.contents.artifactLimit)
  }

  /// What a chart draws of the series at a place.
  func line(_ place: Int) -> ThinnedSeries { lines?[place] ?? digest.series[place].thinned }

  /// The metric of the series at a place, and where it stands in the experiment's order; nil if settings hide it.
  func metric(ofSeries place: Int) -> (column: MetricColumn, order: Int)? {
    let order = metricPlaces[place]
    return view.metrics.indices.contains(order) ? (view.metrics[order], order) : nil
  }

  /// What the run's pages leave out.
  var tally: JobTally {
    var tally = JobTally()
    tally.masked = digest.masked
    for (file, plan) in zip(digest.files, files) {
      if let obstacle = file.obstacle {
        tally.obstacles[obstacle.rawValue, default: 0] += 1
      } else if plan.copy == nil {
        tally.largeFiles += 1
        tally.largeBytes += file.size
      }
    }
    return tally
  }

  var entry: RunEntry { site.entry(plan.place) }
  var experiment: ExperimentIndex { site.contents.experiments[plan.place.experiment] }
  var experimentPlan: ExperimentPlan { site.plan.experiments[plan.place.experiment] }
  var style: RunStyle.Choice { view.styles[plan.place.run] }

  /// The link from the run's page to a file of the site.
  func link(to target: String) -> String { PagePath.relative(from: plan.page, to: target) }
}

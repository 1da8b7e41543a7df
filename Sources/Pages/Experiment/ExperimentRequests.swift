import Digests
import Markup
import RunModel
import RunTables
import Settings

/// The charts that settings add to an experiment's page.
enum ExperimentRequests {
  /// The slots of those charts that have what they need; none where no chart has.
  static func slots(ofExperiment index: Int, in site: Site, path: String) throws -> PageSlots {
    let experiment = site.contents.experiments[index]
    let view = try site.view(index)
    let requests = site.settings.charts.filter { $0.isFor(experiment.experiment.name) }
    guard !requests.isEmpty, !experiment.runs.isEmpty else { return PageSlots() }
    let keys = RequestedCharts.keys(requests, view)
    var values = RunValues(keys, count: experiment.runs.count)
    if !keys.isEmpty {
      for run in experiment.runs.indices {
        values.add(try TableRow(site: site, place: RunPlace(experiment: index, run: run)))
      }
    }
    var charts = RequestedCharts(
      site: site, index: index, path: path, view: view, runs: try site.order(index), lineRuns: view.charted,
      values: values, leader: nil, idPrefix: "own-chart")
    let (legend, grid) = try charts.markup(requests, showsMissing: false)
    return ["ownLegend": legend, "ownCharts": grid]
  }
}

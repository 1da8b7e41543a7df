/// Where one run's pages are, and which runs it belongs with.
struct RunPlan: Sendable {
  /// Which experiment and which run of it.
  var place: RunPlace
  /// `experiments/digits-mlp-3fa9c1d2/lunar-comet-107-8b2e01aa`.
  var folder: String
  /// The run named as parent, if the site has it and it is no descendant.
  var parent: RunPlace?
  var children: [RunPlace] = []
  /// How many ancestors it has within its experiment.
  var depth = 0

  var page: String { folder + "/index.html" }
  var metricsJSON: String { folder + "/metrics.json" }
  var seriesScript: String { folder + "/series.js" }
  /// Which lines of the run's log were written when points of its metrics were.
  var logTimesScript: String { folder + "/log-times.js" }

  /// Page `number` (from 1) of the runs it started; the first is the run's own page.
  func childrenPage(_ number: Int) -> String { number == 1 ? page : folder + "/children-\(number).html" }

  /// Page `number` (from 1) of all metrics, for runs with more than the run page holds.
  func metricsPage(_ number: Int) -> String {
    number == 1 ? folder + "/metrics.html" : folder + "/metrics-\(number).html"
  }
}

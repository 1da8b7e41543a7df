/// Where one run's pages are, and which runs it belongs with.
struct RunPlan: Sendable {
  /// Which experiment and which run of it.
  var place: RunPlace
  /// `experiments/digits-mlp-3fa9c1d2/lunar-comet-107-8b2e01aa`.
  var folder: String
  /// The run named as parent, if the site has it and it is no descendant.
  var parent: RunPlace?
  /// The run it names as parent is itself or stands below it, and is not followed.
  var isParentCut = false
  /// By iteration where their ids tell it (`HD_<uuid>_3`), else in the order they were started.
  var children: [RunPlace] = []
  /// Where it stands among the children of its parent, from 0 on.
  var childNumber = 0
  /// How many ancestors it has within its experiment.
  var depth = 0

  var page: String { folder + "/index.html" }
  var metricsJSON: String { folder + "/metrics.json" }
  var seriesScript: String { folder + "/series.js" }
  /// Which lines of the run's log were written when points of its metrics were.
  var logTimesScript: String { folder + "/log-times.js" }

  /// Page `number` (from 1) of the table of its child runs.
  func childPage(_ number: Int) -> String {
    number == 1 ? page : folder + "/children-\(number).html"
  }

  /// Page `number` (from 1) of all metrics, for runs with more than the run page holds.
  func metricsPage(_ number: Int) -> String {
    number == 1 ? folder + "/metrics.html" : folder + "/metrics-\(number).html"
  }
}

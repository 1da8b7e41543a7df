/// Where one experiment's pages are.
struct ExperimentPlan: Sendable {
  /// `experiments/digits-mlp-3fa9c1d2`.
  var folder: String
  /// In the order of the experiment's runs.
  var runs: [RunPlan]
  /// The runs as a table lists them: newest first, children below their parents.
  var order: [Int] = []
  /// The saved views that are for it, in the order of the settings.
  var views: [ViewPlan] = []

  var page: String { folder + "/index.html" }
  /// Some of the runs side by side; nil where there are not two.
  var comparePage: String? { runs.count > 1 ? folder + "/compare.html" : nil }
  var runsCSV: String { folder + "/runs.csv" }
  var runsJSON: String { folder + "/runs.json" }
  var metricsJSON: String { folder + "/metrics.json" }
  var tableScript: String { folder + "/table.js" }
  var moreScript: String { folder + "/table-more.js" }

  /// Page `number` (from 1) of the run table.
  func tablePage(_ number: Int) -> String {
    number == 1 ? page : folder + "/runs-\(number).html"
  }

  /// Page `number` (from 1) of the charts.
  func chartPage(_ number: Int) -> String {
    number == 1 ? page : folder + "/charts-\(number).html"
  }
}

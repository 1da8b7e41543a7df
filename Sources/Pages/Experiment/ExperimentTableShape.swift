import Digests
import RunModel

/// Which columns an experiment's run table has, and how many rows a page of it may hold.
struct ExperimentTableShape: Sendable {
  struct Parameter: Sendable {
    var name: String
    /// All its values are numbers: they stand to the right.
    var isNumeric: Bool
  }

  struct Metric: Sendable {
    var column: MetricColumn
    /// No run logged it twice: last, min and max are one number and share a column.
    var isSingle: Bool
    /// The primary metric shows its course as a small line.
    var hasTrend: Bool
  }

  /// More cells than this make a page too heavy to open.
  private static let cellsPerPage = 24_000
  /// More columns than this no page can show; the CSV has them all.
  private static let columnLimit = 600

  let parameters: [Parameter]
  /// All differing parameters, shown or not.
  let parameterCount: Int
  let metrics: [Metric]
  /// The primary metric, whose columns come before the parameters.
  let primary: Metric?
  /// The metrics whose columns come after them.
  var others: ArraySlice<Metric> { metrics.dropFirst(primary == nil ? 0 : 1) }
  let metricCount: Int
  let hasCompute: Bool
  let hasNotes: Bool
  let rowsPerPage: Int
  let pageCount: Int

  /// The last columns: start, duration, and compute target and note where there is any.
  var factCount: Int { 2 + (hasCompute ? 1 : 0) + (hasNotes ? 1 : 0) }

  init(_ view: ExperimentView, runCount: Int) {
    var room = ExperimentTableShape.columnLimit
    parameterCount = view.differing.count
    parameters = view.differing.prefix(room / 3).map { Parameter(name: $0.name, isNumeric: $0.isNumeric) }
    room -= parameters.count
    metricCount = view.metrics.count
    var metrics: [Metric] = []
    for column in view.metrics {
      let metric = Metric(
        column: column, isSingle: !column.isChartable, hasTrend: column.isChartable && column.name == view.primary?.name
      )
      room -= metric.isSingle ? 1 : 3
      if room < 0 { break }
      metrics.append(metric)
    }
    self.metrics = metrics
    primary = metrics.first.flatMap { $0.column.name == view.primary?.name ? $0 : nil }
    hasCompute = view.digest.hasCompute
    hasNotes = view.digest.hasNotes
    let columns = 5 + parameters.count + metrics.reduce(0) { $0 + ($1.isSingle ? 1 : 3) }
    rowsPerPage = min(SitePlan.rowsPerPage, max(20, ExperimentTableShape.cellsPerPage / columns))
    pageCount = max(1, (runCount + rowsPerPage - 1) / rowsPerPage)
  }

  func columnCount(of metric: Metric) -> Int { (metric.isSingle ? 1 : 3) + (metric.hasTrend ? 1 : 0) }

  func rows(onPage number: Int, of total: Int) -> Range<Int> {
    (number - 1) * rowsPerPage..<min(total, number * rowsPerPage)
  }
}

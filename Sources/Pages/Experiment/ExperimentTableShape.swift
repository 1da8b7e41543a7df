import Digests
import RunModel
import RunTables
import Settings

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
    /// Which of last, min and max have a column; only last where they are one number.
    var aggregates: [MetricAggregate]
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
  let hasStatus: Bool
  let hasStart: Bool
  let hasDuration: Bool
  let hasCompute: Bool
  let hasNotes: Bool
  /// How many columns settings leave out, those included that would be the same for all runs, and out of how many.
  let hidden: (count: Int, total: Int)
  let rowsPerPage: Int
  let pageCount: Int

  /// The last columns: start, duration, compute target and note, as far as there are any.
  var factCount: Int { [hasStart, hasDuration, hasCompute, hasNotes].count { $0 } }

  init(_ view: ExperimentView, runCount: Int, settings: Settings) {
    var room = ExperimentTableShape.columnLimit
    parameterCount = view.differing.count
    parameters = view.differing.prefix(room / 3).map { Parameter(name: $0.name, isNumeric: $0.isNumeric) }
    room -= parameters.count
    var emptyCount = 0
    var metrics: [Metric] = []
    for column in view.metrics {
      let possible: [MetricAggregate] = column.isChartable ? [.last, .min, .max] : [.last]
      let aggregates = possible.filter { !settings.hides(.metric(column.name, $0)) }
      if aggregates.isEmpty {
        emptyCount += 1
        continue
      }
      let metric = Metric(
        column: column, isSingle: !column.isChartable, aggregates: aggregates,
        hasTrend: column.isChartable && column.name == view.primary?.name)
      room -= aggregates.count
      if room < 0 { break }
      metrics.append(metric)
    }
    self.metrics = metrics
    metricCount = view.metrics.count - emptyCount
    primary = metrics.first.flatMap { $0.column.name == view.primary?.name ? $0 : nil }
    func shows(_ fact: RunFact) -> Bool { !settings.hides(.fact(fact)) }
    hasStatus = shows(.status)
    hasStart = shows(.start)
    hasDuration = shows(.duration)
    hasCompute = view.digest.hasCompute && shows(.compute)
    hasNotes = view.digest.hasNotes && shows(.note)
    hidden = ExperimentTableShape.hidden(view, settings)
    let columns = 5 + parameters.count + metrics.reduce(0) { $0 + $1.aggregates.count }
    rowsPerPage = min(SitePlan.rowsPerPage, max(20, ExperimentTableShape.cellsPerPage / columns))
    pageCount = max(1, (runCount + rowsPerPage - 1) / rowsPerPage)
  }

  func columnCount(of metric: Metric) -> Int { metric.aggregates.count + (metric.hasTrend ? 1 : 0) }

  /// How many of all columns a table could have are hidden.
  private static func hidden(_ view: ExperimentView, _ settings: Settings) -> (count: Int, total: Int) {
    var facts: [RunFact] = [.run, .status, .start, .duration]
    if view.digest.hasCompute { facts.append(.compute) }
    if view.digest.hasNotes { facts.append(.note) }
    var count = view.hiddenParameterCount + facts.count { settings.hides(.fact($0)) && $0 != .run }
    var total = view.digest.parameters.count + facts.count
    for metric in view.digest.metrics {
      let aggregates: [MetricAggregate] = metric.isChartable ? [.last, .min, .max] : [.last]
      total += aggregates.count
      count += aggregates.count { settings.hides(.metric(metric.name, $0)) }
    }
    return (count, total)
  }

  func rows(onPage number: Int, of total: Int) -> Range<Int> {
    (number - 1) * rowsPerPage..<min(total, number * rowsPerPage)
  }
}

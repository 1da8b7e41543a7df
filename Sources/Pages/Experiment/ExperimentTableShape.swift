import Digests
import RunModel
import RunTables
import Settings

/// Which columns an experiment's run table has, and what it leaves out.
struct ExperimentTableShape: Sendable {
  /// More columns than this no page can show; the CSV has them all.
  private static let columnLimit = 600

  /// What is shown of the parameters that differ.
  let parameters: [RunTableSection.Named]
  /// All differing parameters, shown or not.
  let parameterCount: Int
  /// What is shown of the metrics, the primary one first.
  let metrics: [RunTableSection.Metric]
  let metricCount: Int
  /// The columns together: the primary metric, parameters, the other metrics, then start, duration, compute and note.
  let table: RunTableShape
  /// How many columns settings leave out, those included that would be the same for all runs, and out of how many.
  let hidden: (count: Int, total: Int)
  let pageCount: Int

  init(_ view: ExperimentView, runCount: Int, settings: Settings) {
    var room = ExperimentTableShape.columnLimit
    parameterCount = view.differing.count
    parameters = view.differing.prefix(room / 3).map { .init(name: $0.name, isNumeric: $0.isNumeric) }
    room -= parameters.count
    var emptyCount = 0
    var metrics: [RunTableSection.Metric] = []
    for column in view.metrics {
      let possible: [MetricAggregate] = column.isChartable ? [.last, .min, .max] : [.last]
      let aggregates = possible.filter { !settings.hides(.metric(column.name, $0)) }
      if aggregates.isEmpty {
        emptyCount += 1
        continue
      }
      let metric = RunTableSection.Metric(
        column, isSingle: !column.isChartable, aggregates: aggregates,
        hasTrend: column.isChartable && column.name == view.primary?.name)
      room -= aggregates.count
      if room < 0 { break }
      metrics.append(metric)
    }
    self.metrics = metrics
    metricCount = view.metrics.count - emptyCount
    func shows(_ fact: RunFact) -> Bool { !settings.hides(.fact(fact)) }
    var facts: [RunFact] = [.start, .duration]
    if view.digest.hasCompute { facts.append(.compute) }
    if view.digest.hasNotes { facts.append(.note) }
    facts = facts.filter(shows)
    let hasPrimary = metrics.first.map { $0.column.name == view.primary?.name } ?? false
    let sections = metrics.map(RunTableSection.metric)
    table = RunTableShape(
      hasStatus: shows(.status),
      sections: sections.prefix(hasPrimary ? 1 : 0) + (parameters.isEmpty ? [] : [.parameters(parameters)])
        + sections.dropFirst(hasPrimary ? 1 : 0) + (facts.isEmpty ? [] : [.facts(facts)]))
    hidden = ExperimentTableShape.hidden(view, settings)
    pageCount = table.pageCount(of: runCount)
  }

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
}

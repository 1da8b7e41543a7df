import Analysis

/// The numbers of one metric over the runs of an experiment, a list for each aggregate.
struct MetricNumbers {
  let column: MetricColumn
  private var last = ScriptNumbers()
  private var min = ScriptNumbers()
  private var max = ScriptNumbers()
  private var first = ScriptNumbers()
  private var mean = ScriptNumbers()
  private var count = ScriptNumbers()
  private var minStep = ScriptNumbers()
  private var maxStep = ScriptNumbers()
  /// How many values are NaN or infinite, where some are.
  private(set) var nonFinite = ScriptNumbers()

  init(_ column: MetricColumn) { self.column = column }

  /// For `table.js`, with what the key of each ends with.
  var main: [(ending: String, numbers: ScriptNumbers)] { [(".last", last), (".min", min), (".max", max)] }

  /// For `table-more.js`.
  var more: [(ending: String, numbers: ScriptNumbers)] {
    [(".first", first), (".mean", mean), (".count", count), (".min_step", minStep), (".max_step", maxStep)]
  }

  /// Adds what a run logged; rows are to come in order.
  mutating func add(_ summary: SeriesSummary, row: Int, hasMore: Bool) {
    guard summary.count > 0 else { return }
    last.add(summary.last, row: row)
    if summary.nonFiniteCount > 0 { nonFinite.add(Int64(summary.nonFiniteCount), row: row) }
    // Without a run that logged it twice all of them are one number.
    guard column.isChartable else { return }
    if let least = summary.min { min.add(least.value, row: row) }
    if let greatest = summary.max { max.add(greatest.value, row: row) }
    guard hasMore else { return }
    first.add(summary.first, row: row)
    if let mean = summary.mean { self.mean.add(mean, row: row) }
    count.add(Int64(summary.count), row: row)
    if let least = summary.min { minStep.add(least.step, row: row) }
    if let greatest = summary.max { maxStep.add(greatest.step, row: row) }
  }
}

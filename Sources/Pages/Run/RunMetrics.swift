import Analysis
import Charts
import Digests
import Markup
import RunModel

/// The metrics of a run: every aggregate in a table, a chart for each that has a course.
struct RunMetrics {
  /// A run with more metrics than this has pages of its own for them.
  private static let perPage = 48

  let run: RunContext
  /// Whether a row of the table leads to its chart; a page outside the site has no links.
  let linksCharts: Bool

  private var plan: RunPlan { run.plan }
  private var digest: RunDigest { run.digest }

  /// The places of the series in the digest, in the experiment's order of metrics.
  private let order: [(place: Int, column: MetricColumn)]

  init(_ run: RunContext, linksCharts: Bool = true) {
    self.run = run
    self.linksCharts = linksCharts
    let view = run.view
    order = run.digest.series.indices.map { (metric: view.place(ofMetric: run.digest.series[$0].name), place: $0) }
      .sorted { $0.metric < $1.metric }.filter { view.metrics.indices.contains($0.metric) }
      .map { ($0.place, view.metrics[$0.metric]) }
  }

  private func series(_ number: Int) -> SeriesDigest { digest.series[order[number].place] }

  var pageCount: Int { max(1, (order.count + Self.perPage - 1) / Self.perPage) }

  /// Table, charts and pager of one page; page 1 stands on the run's own page too.
  func slots(page number: Int, path: String) -> PageSlots {
    guard !order.isEmpty else {
      let count = digest.series.count
      if count == 0 { return [:] }
      return ["metrics": .text(HiddenRemark.text(count, of: count, "metrics", in: "metrics.json"))]
    }
    let shown = (number - 1) * Self.perPage..<min(order.count, number * Self.perPage)
    var pager = MarkupWriter()
    Pager(
      path: { plan.metricsPage($0) }, pageCount: pageCount, from: path, current: number, label: "metrics"
    ).write(to: &pager, shown: shown, total: order.count)
    var facts = MarkupWriter()
    facts.count(order.count, "metric", "metrics")
    let hidden = digest.series.count - order.count
    if hidden > 0 {
      facts.raw("; ")
      facts.text(HiddenRemark.text(hidden, of: digest.series.count, "metrics", in: "metrics.json"))
    }
    return ["metricsFacts": facts, "metrics": table(shown), "charts": charts(shown), "chartPager": pager]
  }

  private func table(_ shown: Range<Int>) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=Metrics><table class=runs>")
    writer.raw("<caption class=hidden>Metrics of this run</caption>\n<thead><tr><th scope=col class=t>Metric")
    for head in ["Count", "First", "Last", "Min", "at step", "Max", "at step", "Mean", "Last step", "NaN, ∞"] {
      writer.raw("<th scope=col>")
      writer.safe(head)
    }
    writer.raw("\n<tbody>\n")
    for place in shown { writeRow(series(place), order[place].column, number: place, to: &writer) }
    writer.raw("</table></div>\n")
    return writer
  }

  private func writeRow(_ series: SeriesDigest, _ column: MetricColumn, number: Int, to writer: inout MarkupWriter) {
    let summary = series.summary
    let direction = column.direction?.direction
    writer.raw("<tr><th scope=row class=t>")
    if series.isChartable, linksCharts {
      writer.link("#\(anchor(number))", series.name)
    } else {
      writer.text(series.name)
    }
    if !column.arrow.isEmpty {
      writer.raw(" <span class=quiet>")
      writer.safe(column.arrow)
      writer.raw("</span>")
    }
    writer.write(atMost: 900) { cells in
      cells.countCell(Int64(summary.count))
      cells.numberCell(summary.first, format: column.format)
      cells.numberCell(summary.last, format: column.format)
      let isCourse = summary.count > 1
      cells.numberCell(
        summary.min?.value, format: column.format, isBest: direction == .lower && isCourse && summary.min != nil)
      cells.countCell(summary.min?.step)
      cells.numberCell(
        summary.max?.value, format: column.format, isBest: direction == .higher && isCourse && summary.max != nil)
      cells.countCell(summary.max?.step)
      cells.numberCell(summary.mean, format: column.format)
      cells.countCell(summary.lastStep)
      cells.countCell(summary.nonFiniteCount > 0 ? Int64(summary.nonFiniteCount) : nil)
      cells.raw("\n")
    }
  }

  private func anchor(_ number: Int) -> String { "metric-\(number + 1)" }

  private func charts(_ shown: Range<Int>) -> MarkupWriter {
    var writer = MarkupWriter()
    let drawn = shown.filter { series($0).isChartable }
    guard !drawn.isEmpty else { return writer }
    writer.raw("<div class=charts>\n")
    var previous: LineChart?
    for place in drawn {
      let figure = figure(series(place), order[place].column, number: place, beside: previous)
      figure.write(to: &writer)
      previous = figure.chart
    }
    writer.raw("</div>\n")
    return writer
  }

  private func figure(
    _ series: SeriesDigest, _ column: MetricColumn, number: Int, beside previous: LineChart?
  ) -> ChartFigure<LineChart> {
    let thinned = series.thinned
    let isIndexed = thinned.axis == .index
    var remarks: [String] = []
    if isIndexed {
      remarks.append("x is the position in the series, since its steps are all \(series.summary.lastStep)")
    }
    if series.summary.nonFiniteCount > 0 {
      remarks.append("\(NumberText.grouped(series.summary.nonFiniteCount)) NaN or infinite values")
    }
    let line = ChartData.line(
      thinned, label: digest.header.displayName, style: run.style, isEmphasised: true,
      last: series.summary.last)
    return ChartFigure(
      chart: LineChart(
        id: anchor(number) + "-svg", title: series.name, xLabel: isIndexed ? "index" : "step", yScale: column.scale,
        series: [line], size: ExperimentCharts.size, beside: previous),
      title: series.name, hooks: FigureHooks(metric: series.name), directionText: column.directionText,
      unit: column.unit, remarks: remarks,
      anchor: anchor(number))
  }
}

import Analysis
import Charts
import Digests
import Markup
import RunModel

/// The metrics of a run: every aggregate in a table, a chart for each that has a course.
struct RunMetrics {
  /// A run with more metrics than this has pages of its own for them.
  private static let perPage = 48

  /// About how many bytes the figure of a short series takes.
  private static let figureSize = 1700
  /// About how many bytes a row of the table takes.
  private static let rowSize = 300

  let run: RunContext
  /// The run's log by time, if it is known so.
  private let log: TimedLog?

  private var plan: RunPlan { run.plan }
  private var digest: RunDigest { run.digest }

  /// A series that is shown.
  private struct Shown {
    /// Its place in the digest.
    var place: Int
    var column: MetricColumn
    /// Names its chart on the page.
    var anchor: String
  }

  /// In the experiment's order of metrics.
  private let order: [Shown]

  init(_ run: RunContext, log: TimedLog? = nil) {
    self.run = run
    self.log = log
    order = run.digest.series.indices.compactMap { place in run.metric(ofSeries: place).map { (place, $0) } }
      .sorted { $0.1.order < $1.1.order }.enumerated()
      .map { Shown(place: $1.0, column: $1.1.column, anchor: "metric-\($0 + 1)") }
  }

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
    return ["metricsFacts": facts, "metrics": table(shown), "charts": charts(shown, on: path), "chartPager": pager]
  }

  private func table(_ shown: Range<Int>) -> MarkupWriter {
    var writer = MarkupWriter(reserving: 2000 + shown.count * RunMetrics.rowSize)
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=Metrics><table class=runs>")
    writer.raw("<caption class=hidden>Metrics of this run</caption>\n<thead><tr><th scope=col class=t>Metric")
    writer.raw("<th scope=col>Count<th scope=col>First<th scope=col>Last<th scope=col>Min<th scope=col>at step")
    writer.raw("<th scope=col>Max<th scope=col>at step<th scope=col>Mean<th scope=col>Last step")
    // Most runs have none of these, and a column of nothing says nothing.
    let hasNonFinite = shown.contains { digest.series[order[$0].place].summary.nonFiniteCount > 0 }
    if hasNonFinite { writer.raw("<th scope=col>NaN, ∞") }
    writer.raw("\n<tbody>\n")
    for number in shown {
      writeRow(digest.series[order[number].place], order[number], hasNonFinite: hasNonFinite, to: &writer)
    }
    writer.raw("</table></div>\n")
    return writer
  }

  private func writeRow(
    _ series: SeriesDigest, _ shown: Shown, hasNonFinite: Bool, to writer: inout MarkupWriter
  ) {
    let (summary, column) = (series.summary, shown.column)
    let direction = column.direction?.direction
    writer.write(atMost: 1000 + 2 * series.name.utf8.count) { cells in
      cells.raw("<tr><th scope=row class=t>")
      if series.isChartable, run.isInSite {
        cells.raw("<a href=\"#")
        cells.safe(shown.anchor)
        cells.raw("\">")
        cells.text(series.name)
        cells.raw("</a>")
      } else {
        cells.text(series.name)
      }
      if !column.arrow.isEmpty {
        cells.raw(" <span class=quiet>")
        cells.safe(column.arrow)
        cells.raw("</span>")
      }
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
      if hasNonFinite { cells.countCell(summary.nonFiniteCount > 0 ? Int64(summary.nonFiniteCount) : nil) }
      cells.raw("\n")
    }
  }

  private func charts(_ shown: Range<Int>, on path: String) -> MarkupWriter {
    let drawn = shown.filter { digest.series[order[$0].place].isChartable }
    guard !drawn.isEmpty else { return MarkupWriter() }
    var writer = MarkupWriter(reserving: 4000 + drawn.count * RunMetrics.figureSize)
    writer.raw("<div class=charts>\n")
    var previous: LineChart?
    for number in drawn {
      var figure = figure(digest.series[order[number].place], order[number], beside: previous)
      figure.links = log.flatMap { logLinks(digest.series[order[number].place], to: $0, from: path) }
      figure.write(to: &writer)
      previous = figure.chart
    }
    writer.raw("</div>\n")
    if let log, log.zone.isAssumed {
      writer.raw("<p class=charts-remark>")
      writer.text(log.pages.file.path)
      writer.raw(" names no zone of its times; they are read as ")
      writer.safe(log.zone.name)
      writer.raw(log.zone.shift == 0 ? ".</p>\n" : ", with which they fit the run.</p>\n")
    }
    return writer
  }

  /// The lines of the log that were written last when values of a series were logged; nil if none was before.
  private func logLinks(_ series: SeriesDigest, to log: TimedLog, from path: String) -> MarkupWriter? {
    guard let moments = series.summary.moments else { return nil }
    var targets: [(labels: [String], line: Int, link: String)] = []
    for (label, moment) in [
      ("first", moments.first), ("min", moments.min), ("max", moments.max), ("first NaN or ∞", moments.nonFinite),
      ("last", moments.last),
    ] {
      guard let moment, let (line, link) = log.address(at: moment, from: path) else { continue }
      if let place = targets.firstIndex(where: { $0.line == line }) {
        targets[place].labels.append(label)
      } else {
        targets.append(([label], line, link))
      }
    }
    guard !targets.isEmpty else { return nil }
    targets.sort { $0.line < $1.line }
    var writer = MarkupWriter()
    writer.raw("<p class=log-at>In the log: ")
    for (place, target) in targets.enumerated() {
      if place > 0 { writer.raw(" · ") }
      writer.link(target.link, target.labels.joined(separator: ", "))
    }
    writer.raw("</p>\n")
    return writer
  }

  private func figure(
    _ series: SeriesDigest, _ shown: Shown, beside previous: LineChart?
  ) -> ChartFigure<LineChart> {
    let (thinned, column) = (run.line(shown.place), shown.column)
    let isIndexed = thinned.axis == .index
    var remarks: [String] = []
    if isIndexed {
      remarks.append("x is the position in the series, since its steps are all \(series.summary.lastStep)")
    }
    if series.summary.nonFiniteCount > 0 {
      remarks.append(ChartData.nonFinite(series.summary.nonFiniteCount))
    }
    let line = ChartData.line(
      thinned, label: digest.header.displayName, style: run.style, isEmphasised: true,
      last: series.summary.last)
    return ChartFigure(
      chart: LineChart(
        id: shown.anchor + "-svg", title: series.name, xLabel: isIndexed ? "index" : "step", yScale: column.scale,
        series: [line], size: ExperimentCharts.size, beside: previous),
      title: series.name, hooks: FigureHooks(metric: series.name), directionText: column.directionText,
      unit: column.unit, remarks: remarks, anchor: shown.anchor)
  }
}

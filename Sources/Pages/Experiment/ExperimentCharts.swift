import Analysis
import Charts
import Digests
import Markup
import RunModel

/// The charts of an experiment: one a metric, the same runs in all of them.
struct ExperimentCharts {
  static let perPage = 24
  static let size = ChartSize(width: 400, height: 220)

  let site: Site
  let index: Int
  /// The page they stand on.
  let path: String
  /// The digests of the runs all charts show.
  private let charted: [Int: RunDigest]
  /// The row of each run in the experiment's table.
  private let rows: [Int]

  init(site: Site, index: Int, path: String) throws {
    self.site = site
    self.index = index
    self.path = path
    let entries = site.contents.experiments[index].runs
    view = try site.view(index)
    rows = try site.rows(index)
    let shown = view.charted
    charted = Dictionary(uniqueKeysWithValues: try shown.map { ($0, try site.source.digest(entries[$0])) })
  }

  private var experiment: ExperimentIndex { site.contents.experiments[index] }
  private let view: ExperimentView

  /// The metrics that have a line to draw.
  static func metrics(_ view: ExperimentView) -> [MetricColumn] { view.metrics.filter(\.isChartable) }

  static func pageCount(_ view: ExperimentView) -> Int { (metrics(view).count + perPage - 1) / perPage }

  /// Which runs the charts show and why these: `best 8 of 24 runs by val/accuracy`.
  var choice: MarkupWriter {
    var writer = MarkupWriter.text(runChoice.text)
    if let remark = Self.hiddenRemark(view) { writer.text("; " + remark) }
    return writer
  }

  /// Says how many charts settings hide; nil if none.
  static func hiddenRemark(_ view: ExperimentView) -> String? {
    let all = view.digest.metrics.count { $0.isChartable }
    let hidden = all - metrics(view).count
    return hidden > 0 ? HiddenRemark.text(hidden, of: all, "charts", in: "metrics.json") : nil
  }

  private var runChoice: RunChoice {
    RunChoice(
      view: view, shown: view.charted.count, total: view.drawableCount,
      condition: view.drawableCount < experiment.runs.count ? "that have a curve" : "")
  }

  /// What each line is: colour, name, and the parameters that set the run apart.
  var legend: MarkupWriter {
    var writer = MarkupWriter()
    runLegend.write(view.charted.compactMap { run in charted[run].map { (run, $0) } }, to: &writer)
    return writer
  }

  private var runLegend: RunLegend { RunLegend(site: site, index: index, path: path, view: view) }

  /// A chart as markup.
  struct Figure {
    var markup: MarkupWriter
    /// Whether its lines are those of the runs the page's legend names.
    var isUsual: Bool
  }

  /// The charts of one page.
  func figures(page number: Int) throws -> [Figure] {
    let metrics = ExperimentCharts.metrics(view)
    return try ((number - 1) * Self.perPage..<min(metrics.count, number * Self.perPage)).map { place in
      let figure = try figure(metrics[place], number: place)
      var writer = MarkupWriter()
      figure.write(to: &writer)
      return Figure(markup: writer, isUsual: figure.ownLegend == nil)
    }
  }

  /// Charts beside one another.
  static func grid(_ figures: some Sequence<Figure>) -> MarkupWriter {
    ChartGrid.markup(figures.lazy.map(\.markup))
  }

  private func figure(_ metric: MetricColumn, number: Int) throws -> ChartFigure<LineChart> {
    let (lines, isUsual) = try lines(for: metric)
    let isIndexed = lines.contains { $0.thinned.axis == .index }
    let drawn = lines.enumerated().map { rank, line in
      ChartData.line(
        line.thinned, label: line.digest.header.displayName, style: view.styles[line.run],
        isEmphasised: rank == 0, last: line.summary.last)
    }
    var remarks: [String] = []
    if !isUsual {
      remarks.append(Self.otherRuns(lines.count, of: metric.digest.chartableCount))
    } else if lines.count < view.charted.count {
      remarks.append("\(lines.count) of these \(view.charted.count) runs \(Grammar.have(lines.count)) it")
    }
    if isIndexed { remarks.append("x is the position in the series, since its steps are all the same") }
    let nonFinite = lines.reduce(0) { $0 + $1.summary.nonFiniteCount }
    if nonFinite > 0 { remarks.append(ChartData.nonFinite(nonFinite)) }
    var ownLegend: MarkupWriter?
    if !isUsual {
      var writer = MarkupWriter()
      runLegend.write(lines.map { ($0.run, $0.digest) }, to: &writer)
      ownLegend = writer
    }
    let anchor = "chart-\(number + 1)"
    return ChartFigure(
      chart: LineChart(
        id: anchor + "-svg", title: metric.name, xLabel: isIndexed ? "index" : "step", yScale: metric.scale,
        series: drawn, size: Self.size),
      title: metric.name, hooks: FigureHooks(metric: metric.name, rows: lines.map { rows[$0.run] }),
      directionText: metric.directionText, unit: metric.unit, remarks: remarks, ownLegend: ownLegend, anchor: anchor)
  }

  /// Which runs a chart shows that has none of the usual ones.
  private static func otherRuns(_ count: Int, of total: Int) -> String {
    if count < total { return "\(count) of the \(total) \(total == 1 ? "run that has" : "runs that have") it" }
    return count == 1 ? "only this run has it" : "only these \(count) runs have it"
  }

  private struct Line {
    var run: Int
    var digest: RunDigest
    var summary: SeriesSummary
    var thinned: ThinnedSeries
  }

  /// The runs to draw for one metric: the charted ones that have it, else the best that have.
  private func lines(for metric: MetricColumn) throws -> (lines: [Line], isUsual: Bool) {
    func line(_ run: Int, _ digest: RunDigest) -> Line? {
      guard let series = digest.series(named: metric.name), series.isChartable else { return nil }
      return Line(run: run, digest: digest, summary: series.summary, thinned: series.thinned)
    }
    let usual = view.charted.compactMap { run in charted[run].flatMap { line(run, $0) } }
    guard usual.isEmpty else { return (usual, true) }
    let others = try metric.digest.ownLeaders.runs.compactMap { line($0, try site.source.digest(experiment.runs[$0])) }
    return (others, false)
  }
}

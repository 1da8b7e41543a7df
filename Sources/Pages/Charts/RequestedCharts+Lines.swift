import Analysis
import Charts
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// The courses of a metric, a line a run.
extension RequestedCharts {
  /// More lines than this no chart carries.
  static let lineLimit = 32

  /// Which lines a legend explains.
  struct LineKey: Equatable {
    var runs: [Int]
    var template: LegendTemplate?
  }

  private struct Line {
    var run: Int
    var digest: RunDigest
    var summary: SeriesSummary
    var thinned: ThinnedSeries
  }

  /// - Parameter shared: what the legend of all charts explains: the lines of the first chart.
  mutating func lines(
    of metric: String, _ request: ChartRequest, anchor: String, shared: inout LineKey?
  ) throws -> Outcome {
    let title = request.title ?? metric
    guard let column = view.anyMetric(named: metric), column.isChartable else {
      return .nothing(title: title, reason: "No run of the experiment has a line of \(metric).")
    }
    let lines = try lines(of: metric, over: request.x)
    guard !lines.isEmpty else {
      return .nothing(title: title, reason: "None of these runs has a line of \(metric)\(overWords(request.x)).")
    }
    let label = RunLabel(view: view, template: request.legend)
    let isIndexed = request.x == .step && lines.contains { $0.thinned.axis == .index }
    let chart = LineChart(
      id: anchor + "-svg", title: title, xLabel: isIndexed ? "index" : xLabel(request.x),
      yScale: request.log.map { $0.y ? .logarithmic : .linear } ?? column.scale,
      series: lines.map { line in
        ChartData.line(
          line.thinned, label: label.text(of: line.digest, at: RunPlace(experiment: index, run: line.run), in: site),
          style: view.styles[line.run],
          isEmphasised: line.run == leader, last: line.summary.last)
      }, size: ExperimentCharts.size,
      options: LineOptions(
        xScale: xScale(request), smoothing: request.smoothing, clipsOutliers: request.clipsOutliers))
    let key = LineKey(runs: lines.map(\.run), template: request.legend)
    var ownLegend: MarkupWriter?
    if shared ?? key == key {
      shared = key
    } else {
      var writer = MarkupWriter()
      write(key, to: &writer)
      ownLegend = writer
    }
    return .drawn(
      ChartFigure(
        chart: chart, title: title, hooks: hooks(request, lines.map(\.run)), directionText: column.directionText,
        unit: column.unit,
        remarks: remarks(request, metric, lines, isIndexed: isIndexed), ownLegend: ownLegend, anchor: anchor,
        isLogX: xScale(request) == .logarithmic))
  }

  /// A legend of lines that are drawn.
  func write(_ key: LineKey, to writer: inout MarkupWriter) {
    var legend = RunLegend(site: site, index: index, path: path, view: view)
    if key.template != nil { legend.label = RunLabel(view: view, template: key.template) }
    legend.write(key.runs.compactMap { run in opened[run].map { (run, $0) } }, to: &writer)
  }

  /// The runs that have a line, opened until there are enough.
  private mutating func lines(of metric: String, over x: ChartRequest.XAxis) throws -> [Line] {
    var lines: [Line] = []
    for run in lineRuns where lines.count < Self.lineLimit {
      let digest = try opened[run] ?? site.source.digest(entry(run))
      guard let series = digest.series(named: metric), series.isChartable,
        let thinned = placed(series.thinned, over: x, of: digest)
      else { continue }
      opened[run] = digest
      lines.append(Line(run: run, digest: digest, summary: series.summary, thinned: thinned))
    }
    return lines
  }

  /// A line over what the chart wants; nil where nothing of it has a place there.
  private func placed(_ line: ThinnedSeries, over x: ChartRequest.XAxis, of run: RunDigest) -> ThinnedSeries? {
    let placed: ThinnedSeries
    switch x {
    case .step: return line
    case .time:
      let first = run.series.compactMap { $0.summary.times?.lowerBound }.min()
      guard let origin = run.header.start?.milliseconds ?? first else { return nil }
      placed = line.overTime(since: origin)
    case .wall: placed = line.overTime(since: 0)
    case .metric(let name):
      guard let other = run.series(named: name) else { return nil }
      placed = line.over(other.thinned)
    }
    return placed.segments.allSatisfy(\.isEmpty) ? nil : placed
  }

  private func xLabel(_ x: ChartRequest.XAxis) -> String {
    switch x {
    case .step: "step"
    case .time: "time"
    case .wall: "UTC"
    case .metric(let name): name
    }
  }

  private func overWords(_ x: ChartRequest.XAxis) -> String {
    switch x {
    case .step: ""
    case .time, .wall: " with times"
    case .metric(let name): " over \(name)"
    }
  }

  private func xScale(_ request: ChartRequest) -> XScale {
    switch request.x {
    // A date has no logarithm.
    case .wall: .moment
    case _ where request.log?.x == true: .logarithmic
    case .time: .duration
    case .step, .metric: .linear
    }
  }

  private func remarks(_ request: ChartRequest, _ metric: String, _ lines: [Line], isIndexed: Bool) -> [String] {
    var remarks: [String] = []
    if request.title != nil { remarks.append(metric) }
    switch request.x {
    case .step: break
    case .time: remarks.append("over time since the run's start")
    case .wall: remarks.append("over the time of day, UTC")
    case .metric(let name): remarks.append("over \(name)")
    }
    if lines.count == Self.lineLimit && lineRuns.count > lines.count {
      remarks.append("the first \(lines.count) runs of the table that have it")
    } else if lines.count < lineRuns.count {
      remarks.append(
        "\(lines.count) of these \(NumberText.grouped(lineRuns.count)) runs \(Grammar.have(lines.count)) it")
    }
    if isIndexed { remarks.append("x is the position in the series, since its steps are all the same") }
    if request.smoothing > 0 {
      remarks.append("smoothed by \(NumberText.rounded(request.smoothing)), the line as it is faint behind")
    }
    if request.clipsOutliers { remarks.append("the axis leaves out outliers") }
    let nonFinite = lines.reduce(0) { $0 + $1.summary.nonFiniteCount }
    if nonFinite > 0 { remarks.append(ChartData.nonFinite(nonFinite)) }
    return remarks
  }
}

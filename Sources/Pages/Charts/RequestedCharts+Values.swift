import Charts
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// Charts of one value a run.
extension RequestedCharts {
  private static let barLimit = 30
  private static let pointLimit = 2000

  /// Bars, the best on top, or the greatest where nothing is better.
  func bars(of key: ColumnKey, _ request: ChartRequest, anchor: String) -> Outcome {
    let title = request.title ?? label(key)
    guard let column = column(key), let found = numbers(of: column) else { return noNumber(key, title) }
    let isLower = column.better == .lower
    let ranked = found.enumerated().sorted { a, b in
      if a.element.number == b.element.number { return a.offset < b.offset }
      return isLower ? a.element.number < b.element.number : a.element.number > b.element.number
    }.map(\.element)
    let shown = ranked.prefix(Self.barLimit)
    let format = CellText(view: view).format(of: column.key)
    let emphasised = leader ?? (column.better == nil ? nil : shown.first?.run)
    let chart = BarChart(
      id: anchor + "-svg", title: title, scale: request.log.map { $0.x || $0.y ? .logarithmic : .linear } ?? .linear,
      bars: shown.map { run, number in
        .init(run: chartRun(run, request, isEmphasised: run == emphasised), value: number, text: format?.text(number))
      }, width: ExperimentCharts.size.width, clipsOutliers: request.clipsOutliers)
    var remarks = named(request, column.label)
    if shown.count < ranked.count {
      let word = column.better == nil ? "greatest" : "best"
      remarks.append("the \(word) \(shown.count) of \(NumberText.grouped(ranked.count)) runs that have it")
    } else if let coverage = coverage(found.count, "it") {
      remarks.append(coverage)
    }
    return .drawn(figure(chart, title, column, remarks, anchor))
  }

  /// Points of one column over another.
  func points(_ x: ColumnKey, _ y: ColumnKey, _ request: ChartRequest, anchor: String) -> Outcome {
    let title = request.title ?? "\(label(y)) over \(label(x))"
    guard let across = column(x) else { return noNumber(x, title) }
    guard let up = column(y), let found = numbers(of: up) else { return noNumber(y, title) }
    let both = found.compactMap { run, number in across.number(run).map { (run: run, x: $0, y: number) } }
    guard !both.isEmpty else {
      return .nothing(title: title, reason: "No run here has both \(label(x)) and \(label(y)).")
    }
    let shown = both.prefix(Self.pointLimit)
    let best = up.best(of: shown.map(\.run))
    let chart = ScatterChart(
      id: anchor + "-svg", title: title, xLabel: across.label, yLabel: up.label,
      xScale: across.scale(isLog: request.log?.x), yScale: up.scale(isLog: request.log?.y),
      categories: across.categories,
      points: shown.map { run, x, y in
        .init(run: chartRun(run, request, isEmphasised: run == leader || run == best), x: x, y: y)
      }, size: ExperimentCharts.size, clipsOutliers: request.clipsOutliers)
    var remarks = named(request, "\(up.label) over \(across.label)")
    if shown.count < both.count {
      remarks.append(
        "the first \(NumberText.grouped(shown.count)) of \(NumberText.grouped(both.count)) runs that have both")
    } else if let coverage = coverage(both.count, "both") {
      remarks.append(coverage)
    }
    var figure = figure(chart, title, up, remarks, anchor)
    figure.isLogX = request.log?.x == true && across.categories.isEmpty
    return .drawn(figure)
  }

  /// The best so far, runs in the order of their start.
  func best(of key: ColumnKey, _ request: ChartRequest, anchor: String) -> Outcome {
    let title = request.title ?? "\(label(key)), best so far"
    guard let column = column(key), let found = numbers(of: column) else { return noNumber(key, title) }
    let started = found.filter { entry($0.run).start != nil }
    let ordered = started.enumerated().sorted { a, b in
      let starts = (entry(a.element.run).start, entry(b.element.run).start)
      guard let first = starts.0, let second = starts.1, first != second else { return a.offset > b.offset }
      return first < second
    }.map(\.element)
    let shown = ordered.prefix(Self.pointLimit)
    guard !shown.isEmpty else {
      return .nothing(title: title, reason: "No run here with \(label(key)) says when it started.")
    }
    let chart = BestChart(
      id: anchor + "-svg", title: title, xLabel: "runs in order of start", yScale: column.scale(isLog: request.log?.y),
      lowerIsBetter: column.better == .lower,
      points: shown.map { run, number in
        .init(run: chartRun(run, request, isEmphasised: false), value: number)
      }, size: ExperimentCharts.size)
    var remarks = named(request, column.label)
    if column.better == nil { remarks.append("the greatest is taken as the best") }
    if shown.count < ordered.count {
      remarks.append(
        "the first \(NumberText.grouped(shown.count)) of \(NumberText.grouped(ordered.count)) runs that have it")
    } else if let coverage = coverage(shown.count, started.count < found.count ? "it and a start" : "it") {
      remarks.append(coverage)
    }
    return .drawn(figure(chart, title, column, remarks, anchor))
  }

  // MARK: Parts

  /// What a reader sees of a key.
  func label(_ key: ColumnKey) -> String { (view.column(key) ?? key).label }

  /// A column the experiment has, of the runs to draw.
  func column(_ key: ColumnKey) -> ChartColumn? {
    view.column(key).map { ChartColumn($0, of: runs, values: values, view: view) }
  }

  /// The runs that have a number in a column; nil if none has.
  private func numbers(of column: ChartColumn) -> [(run: Int, number: Double)]? {
    guard column.categories.isEmpty else { return nil }
    let found = runs.compactMap { run in column.number(run).map { (run, $0) } }
    return found.isEmpty ? nil : found
  }

  private func noNumber(_ key: ColumnKey, _ title: String) -> Outcome {
    let what = view.column(key) == nil ? "has \(key.label)" : "has a number in \(label(key))"
    return .nothing(title: title, reason: "No run here \(what).")
  }

  /// What is drawn, where a title of somebody's own does not say so.
  func named(_ request: ChartRequest, _ what: String) -> [String] { request.title == nil ? [] : [what] }

  private func figure<Drawn: Chart>(
    _ chart: Drawn, _ title: String, _ column: ChartColumn, _ remarks: [String], _ anchor: String
  ) -> ChartFigure<Drawn> {
    ChartFigure(
      chart: chart, title: title, directionText: column.metric?.directionText, unit: column.metric?.unit,
      remarks: remarks, anchor: anchor)
  }
}

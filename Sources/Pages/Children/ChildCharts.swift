import Analysis
import Charts
import Digests
import Markup
import RunModel
import RunTables

/// The charts of child runs: the metric by iteration with the best so far, and what was varied as parallel coordinates.
struct ChildCharts {
  /// With more points than this the least and greatest of each stretch are drawn.
  static let pointLimit = 600
  private static let lineLimit = 200
  private static let axisLimit = 6
  private static let categoryLimit = 12

  let run: RunContext
  let children: ChildRuns

  /// Nothing where there are not two child runs with a score.
  var markup: MarkupWriter {
    let figures = [bestSoFar, parallel].compactMap { $0 }
    return figures.isEmpty ? MarkupWriter() : ChartGrid.markup(figures)
  }

  /// All in the colour of the parent, which says nothing of one of them, but the best; nor would its dash.
  private func chartRun(_ child: ChildRun) -> ChartRun {
    let isBest = child.place == children.best?.place
    let colour = isBest ? (run.style.colour + 1) % RunStyle.colours : run.style.colour
    return ChartRun(
      label: run.site.entry(child.place).displayName,
      style: SeriesStyle(colour: colour, dash: 0), isEmphasised: isBest)
  }

  // MARK: Best so far

  private var bestSoFar: MarkupWriter? {
    guard let metric = children.metric else { return nil }
    let scored = children.runs.count { $0.score != nil }
    guard scored > 1 else { return nil }
    let places = iterations
    let points = ChildCharts.thinned(
      children.runs.enumerated().compactMap { number, child in
        child.score.map { score in
          .init(
            run: chartRun(child), value: score,
            place: places.map { Int((child.iteration ?? 0) - Int64($0.lowerBound)) } ?? number)
        }
      })
    let chart = BestChart(
      id: "children-best-svg", title: "\(metric.name) by iteration",
      xLabel: places != nil ? "iteration" : "child runs in order of start", yScale: metric.scale,
      lowerIsBetter: metric.direction?.direction == .lower, points: points,
      places: places ?? 1...children.runs.count, size: ExperimentCharts.size)
    var remarks = ["line: the best so far"]
    if !children.isRanked { remarks.append("the greatest is taken as the best") }
    if points.count < scored {
      remarks.append(
        "\(NumberText.grouped(points.count)) of \(NumberText.grouped(scored)) child runs drawn: the least and greatest of each stretch"
      )
    } else if scored < children.runs.count {
      let total = NumberText.grouped(children.runs.count)
      remarks.append("\(NumberText.grouped(scored)) of \(total) child runs \(Grammar.have(scored)) it")
    }
    var writer = MarkupWriter()
    ChartFigure(
      chart: chart, title: "\(metric.name) by iteration", hooks: nil, directionText: metric.directionText,
      unit: metric.unit, remarks: remarks, anchor: "children-best"
    ).write(to: &writer)
    return writer
  }

  /// The first and last iteration, where these are the x axis: each scored run has one of its own, and few are missing.
  private var iterations: ClosedRange<Int>? {
    let scored = children.runs.filter { $0.score != nil }
    let numbers = scored.compactMap(\.iteration)
    guard numbers.count == scored.count, Set(numbers).count == numbers.count, let first = numbers.first,
      let last = numbers.last, last - first < Int64(4 * numbers.count)
    else { return nil }
    return Int(first)...Int(last)
  }

  /// The least and greatest of each stretch of places, in their order.
  static func thinned(_ points: [BestChart.Point]) -> [BestChart.Point] {
    guard points.count > pointLimit else { return points }
    let stretches = pointLimit / 2
    return (0..<stretches).flatMap { stretch -> [BestChart.Point] in
      let part = points[points.count * stretch / stretches..<points.count * (stretch + 1) / stretches]
      let order = part.indices
      guard let low = order.min(by: { part[$0].value < part[$1].value }),
        let high = order.max(by: { part[$0].value < part[$1].value })
      else { return [] }
      return low == high ? [part[low]] : [part[min(low, high)], part[max(low, high)]]
    }
  }

  // MARK: Parallel coordinates

  private struct Axis {
    var axis: ParallelChart.Axis
    /// Of each drawn child run.
    var values: [Double?]
  }

  private var parallel: MarkupWriter? {
    let drawn = drawnRuns
    guard drawn.count > 1 else { return nil }
    var axes: [Axis] = []
    if children.hasAlgorithms, let axis = categories("algorithm", drawn.map(\.model)) { axes.append(axis) }
    for parameter in children.parameters where axes.count < Self.axisLimit {
      // Lines through the foot of every axis tell nothing.
      guard parameter.count * 2 >= children.runs.count, !run.site.hides(.parameter(parameter.name)) else { continue }
      if let axis = axis(parameter, drawn) { axes.append(axis) }
    }
    guard !axes.isEmpty else { return nil }
    if let metric = children.metric, drawn.contains(where: { $0.score != nil }) {
      axes.append(
        Axis(
          axis: .init(
            label: metric.name, scale: metric.scale,
            better: metric.direction.map { $0.direction == .higher ? .higher : .lower }),
          values: drawn.map(\.score)))
    }
    guard axes.count > 1 else { return nil }
    // Names of algorithms need room.
    let isWide = axes.count > 4 || children.hasAlgorithms
    let chart = ParallelChart(
      id: "children-parallel-svg", title: "What was varied", axes: axes.map(\.axis),
      lines: drawn.enumerated().map { number, child in
        .init(run: chartRun(child), values: axes.map { $0.values[number] })
      }, size: isWide ? ChartSize(width: 828, height: 260) : ExperimentCharts.size)
    var remarks: [String] = []
    if let best = children.best {
      remarks.append("strong line: \(run.site.entry(best.place).displayName), the best child run")
    }
    if drawn.count < children.runs.count {
      let which = children.isRanked ? "best" : "first"
      remarks.append(
        "the \(which) \(drawn.count) of \(NumberText.grouped(children.runs.count)) child runs")
    }
    var writer = MarkupWriter()
    ChartFigure(
      chart: chart, title: "What was varied", hooks: nil, remarks: remarks, anchor: "children-parallel", isWide: isWide
    ).write(to: &writer)
    return writer
  }

  /// The best, best first; where nothing is ranked the first.
  private var drawnRuns: [ChildRun] {
    guard children.isRanked else { return Array(children.runs.prefix(Self.lineLimit)) }
    return Array(
      children.runs.filter { $0.rank != nil }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }.prefix(Self.lineLimit))
  }

  private func axis(_ parameter: ChildParameters.Parameter, _ drawn: [ChildRun]) -> Axis? {
    let texts = drawn.map { $0.value(parameter) }
    let numbers = texts.map { $0.flatMap(NumberWord.number).flatMap { $0.isFinite ? $0 : nil } }
    guard zip(texts, numbers).allSatisfy({ ($0 == nil) == ($1 == nil) }) else {
      // A text that is another in most runs, settings as JSON or a path, has nothing that lines could have in common.
      let kinds = Set(texts.compactMap { $0 })
      return kinds.count * 2 <= texts.count { $0 != nil } ? categories(parameter.name, texts) : nil
    }
    // Automatic: a learning rate from 0.1 to 0.00001 is read by its logarithm.
    return Axis(axis: .init(label: parameter.name, scale: .automatic()), values: numbers)
  }

  /// An axis of texts; nil for more than an axis can name.
  private func categories(_ label: String, _ texts: [String?]) -> Axis? {
    let kinds = Set(texts.compactMap { $0 }).sorted(by: NameOrder.precedesAsCounted)
    guard (2...Self.categoryLimit).contains(kinds.count) else { return nil }
    let places = Dictionary(uniqueKeysWithValues: zip(kinds, kinds.indices))
    return Axis(
      axis: .init(label: label, categories: kinds), values: texts.map { $0.flatMap { places[$0] }.map(Double.init) })
  }
}

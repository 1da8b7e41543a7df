import Analysis
import Charts
import Markup
import RunModel
import RunTables

/// What the children of a run came to, drawn: the metric by iteration, and parameters beside it.
struct ChildCharts {
  private static let pointLimit = 5000
  private static let lineLimit = 200
  private static let axisLimit = 7
  /// An axis with more texts than this is no axis.
  private static let categoryLimit = 20
  /// More axes than this take a whole row.
  private static let narrowLimit = 4

  private let all: ChildRuns

  init(_ all: ChildRuns) { self.all = all }

  /// Nothing where no metric is known, or not two children have a value.
  var markup: MarkupWriter {
    guard let metric = all.metric else { return MarkupWriter() }
    let found = all.children.indices.filter { all.children[$0].score?.isFinite == true }
    guard found.count > 1 else { return MarkupWriter() }
    return ChartGrid.markup(
      [progress(of: metric, found), parallel(metric, found)].compactMap { $0 })
  }

  private func progress(of metric: MetricColumn, _ found: [Int]) -> MarkupWriter {
    let shown = found.prefix(Self.pointLimit)
    let order = "child runs in order of " + (all.isNumbered ? "iteration" : "start")
    let title = "\(metric.name) by " + (all.isNumbered ? "iteration" : "child run")
    let chart = BestChart(
      id: "children-best-svg", title: title, xLabel: order, yScale: metric.scale,
      lowerIsBetter: metric.direction?.direction == .lower,
      points: shown.map { .init(run: chartRun($0), value: all.children[$0].score ?? .nan) }, size: ExperimentCharts.size
    )
    var remarks: [String] = []
    if metric.direction == nil { remarks.append("the greatest is taken as the best") }
    if shown.count < found.count {
      remarks.append("the first \(NumberText.grouped(shown.count)) of \(NumberText.grouped(found.count))")
    } else if found.count < all.children.count {
      remarks.append(
        "\(NumberText.grouped(found.count)) of \(NumberText.grouped(all.children.count)) child runs have a value")
    }
    return markup(
      ChartFigure(
        chart: chart, title: title, directionText: metric.directionText, unit: metric.unit,
        remarks: remarks, anchor: "children-best"))
  }

  private func parallel(_ metric: MetricColumn, _ found: [Int]) -> MarkupWriter? {
    let ranked = found.enumerated().sorted { a, b in
      guard metric.direction != nil, let first = all.children[a.element].score,
        let second = all.children[b.element].score, first != second
      else { return a.offset < b.offset }
      return metric.isBetter(first, than: second)
    }.map(\.element)
    let shown = Array(ranked.prefix(Self.lineLimit))
    let axes = Array(all.parameters.lazy.compactMap { axis($0, shown) }.prefix(Self.axisLimit))
    guard !axes.isEmpty else { return nil }
    let title = "Parameters and \(metric.name)"
    let isWide = axes.count + 1 > Self.narrowLimit
    let chart = ParallelChart(
      id: "children-parameters-svg", title: title,
      axes: axes.map(\.axis) + [
        .init(
          label: metric.name, scale: metric.scale,
          better: metric.direction.map { $0.direction == .higher ? .higher : .lower })
      ],
      lines: shown.enumerated().map { place, index in
        .init(run: chartRun(index), values: axes.map { $0.values[place] } + [all.children[index].score])
      }, size: isWide ? ChartSize(width: 828, height: 260) : ExperimentCharts.size)
    var remarks: [String] = []
    if shown.count < found.count {
      let which = metric.direction == nil ? "first" : "best"
      remarks.append("the \(which) \(shown.count) of \(NumberText.grouped(found.count)) child runs")
    }
    if let best = all.best { remarks.append("strong line: \(all.name(of: best)), the best") }
    return markup(
      ChartFigure(chart: chart, title: title, remarks: remarks, anchor: "children-parameters", isWide: isWide))
  }

  private typealias Axis = (axis: ParallelChart.Axis, values: [Double?])

  /// A parameter as an axis; nil where it is the same for all that are shown, or has too many texts.
  private func axis(_ name: String, _ shown: [Int]) -> Axis? {
    let texts = shown.map { all.children[$0].parameter(name) }
    guard Set(texts).count > 1 else { return nil }
    let numbers = texts.map { $0.flatMap(NumberWord.number) }
    if zip(texts, numbers).allSatisfy({ $0 == nil || $1 != nil }) {
      return (.init(label: name), numbers.map { $0.flatMap { $0.isFinite ? $0 : nil } })
    }
    let categories = Set(texts.compactMap { $0 }).sorted(by: NameOrder.precedes)
    guard categories.count <= Self.categoryLimit, categories.allSatisfy({ $0.utf8.count <= 60 }) else { return nil }
    let places = Dictionary(uniqueKeysWithValues: zip(categories, categories.indices))
    return (.init(label: name, categories: categories), texts.map { $0.flatMap { places[$0] }.map(Double.init) })
  }

  private func chartRun(_ index: Int) -> ChartRun {
    let place = all.children[index].place
    // Another experiment's colours are not those of this page.
    let style = place.experiment == all.run.plan.place.experiment ? all.run.view.styles[place.run] : all.run.style
    return ChartRun(
      label: all.name(of: index), style: SeriesStyle(colour: style.colour, dash: style.dash),
      isEmphasised: index == all.best)
  }

  private func markup(_ figure: ChartFigure<some Chart>) -> MarkupWriter {
    var writer = MarkupWriter()
    figure.write(to: &writer)
    return writer
  }
}

import Charts
import Digests
import Markup
import RunTables
import Settings

/// Charts that settings ask for, of some runs of an experiment.
struct RequestedCharts {
  /// What became of one.
  enum Outcome {
    case figure(MarkupWriter)
    /// Nothing to draw, and why.
    case nothing(title: String, reason: String)

    static func drawn(_ figure: ChartFigure<some Chart>) -> Outcome {
      var writer = MarkupWriter()
      figure.write(to: &writer)
      return .figure(writer)
    }
  }

  let site: Site
  let index: Int
  /// The page they stand on.
  let path: String
  let view: ExperimentView
  /// The runs to draw, in the order of the table.
  let runs: [Int]
  /// The runs to draw the lines of, those to draw first.
  let lineRuns: [Int]
  /// What charts of one value a run ask for (`keys`).
  let values: RunValues
  /// The run to look at in every chart.
  let leader: Int?
  /// The row of each run in the experiment's table.
  let rows: [Int]
  /// Begins the ids of the figures.
  let idPrefix: String
  /// The digests of the runs whose lines are drawn.
  var opened: [Int: RunDigest] = [:]

  /// The columns some charts draw, and name their runs by, as the experiment has them; lines are not among them.
  static func keys(_ requests: [ChartRequest], _ view: ExperimentView) -> Set<ColumnKey> {
    Set(
      requests.flatMap { request -> [ColumnKey] in
        if case .line = request.kind { return [] }
        return request.keys.compactMap(view.column) + RunLabel.keys(request.legend, view)
      })
  }

  /// The drawn charts as one grid, and the key of the lines in it.
  ///
  /// - Parameter showsMissing: whether a chart that has nothing to draw says so; else it is left out.
  mutating func markup(_ requests: [ChartRequest], showsMissing: Bool) throws -> (
    legend: MarkupWriter, grid: MarkupWriter
  ) {
    var grid: [MarkupWriter] = []
    var shared: LineKey?
    for (number, request) in requests.enumerated() {
      var writer = MarkupWriter()
      switch try outcome(request, number: number, shared: &shared) {
      case .figure(let figure): writer.append(figure)
      case .nothing(let title, let reason):
        guard showsMissing else { continue }
        writer.raw("<figure class=chart-cell><figcaption><h3>")
        writer.text(title)
        writer.raw("</h3></figcaption>\n")
        EmptyState.write("Nothing to draw", reason, to: &writer)
        writer.raw("</figure>\n")
      }
      grid.append(writer)
    }
    var legend = MarkupWriter()
    if let shared { write(shared, to: &legend) }
    return (legend, grid.isEmpty ? MarkupWriter() : ChartGrid.markup(grid))
  }

  private mutating func outcome(_ request: ChartRequest, number: Int, shared: inout LineKey?) throws -> Outcome {
    let anchor = "\(idPrefix)-\(number + 1)"
    switch request.kind {
    case .line(let metric): return try lines(of: metric, request, anchor: anchor, shared: &shared)
    case .bar(let key): return bars(of: key, request, anchor: anchor)
    case .scatter(let x, let y): return points(x, y, request, anchor: anchor)
    case .parallel(let keys): return parallels(keys, request, anchor: anchor)
    case .best(let key): return best(of: key, request, anchor: anchor)
    }
  }

  /// What the script needs of a chart of these runs.
  func hooks(_ request: ChartRequest, _ runs: some Sequence<Int>) -> FigureHooks? {
    FigureHooks(request, rows: runs.map { rows[$0] }, view)
  }

  func entry(_ run: Int) -> RunEntry { site.contents.experiments[index].runs[run] }

  func style(_ run: Int) -> SeriesStyle { SeriesStyle(colour: view.styles[run].colour, dash: view.styles[run].dash) }

  /// A run in a chart of one value a run.
  func chartRun(_ run: Int, _ request: ChartRequest, isEmphasised: Bool) -> ChartRun {
    let label = RunLabel(view: view, template: request.legend)
      .text(entry(run).displayName) { values.value(of: $0, in: run) }
    return ChartRun(label: label, style: style(run), isEmphasised: isEmphasised)
  }

  /// `12 of 24 runs have it`; nil if all have.
  func coverage(_ count: Int, _ what: String) -> String? {
    guard count < runs.count else { return nil }
    return "\(NumberText.grouped(count)) of \(NumberText.grouped(runs.count)) runs \(Grammar.have(count)) \(what)"
  }
}

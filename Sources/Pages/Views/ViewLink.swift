import Digests
import Markup
import RunTables
import Settings

/// Leads from a view to the same choice in the experiment's run table, where the script lets a reader change it.
struct ViewLink {
  /// Texts of an address that are longer than this are left out: no browser or chat is sure to keep them.
  private static let textLimit = 4000

  let context: ViewContext

  private var saved: SavedView { context.saved }
  private var columns: ViewColumns { context.columns }

  /// The experiment's page with the same choice.
  func markup(from path: String, runs: ViewRuns) throws -> MarkupWriter {
    var fragment = FragmentText()
    fragment.add("f", short(filterText(runs)))
    fragment.add("s", columns.sort?.written ?? "")
    fragment.add("c", short(try columnText))
    fragment.add("g", columns.group?.written ?? "")
    fragment.add("b", context.baseline.map { ViewLink.name(of: context.plan.runs[$0]) } ?? "")
    let lines = saved.charts.filter { if case .line = $0.kind { true } else { false } }
    // One set of options is that of all lines on the page.
    if let first = lines.first, lines.allSatisfy({ $0.options == first.options }) { add(first, to: &fragment) }
    fragment.add("a", short(saved.charts.filter(isDrawable).compactMap(ViewLink.aggregate).joined(separator: "~")))
    return .text(PagePath.relative(from: path, to: context.plan.page) + fragment.text)
  }

  private func short(_ text: String) -> String { text.utf8.count > Self.textLimit ? "" : text }

  /// The filter, and the runs by their ids.
  private func filterText(_ runs: ViewRuns) -> String {
    let filter = saved.filter?.text ?? ""
    guard !saved.runs.isEmpty else { return filter }
    let ids = runs.runs.map { ColumnKey.quoted(context.experiment.runs[$0].id) }.joined(separator: ",")
    return filter.isEmpty ? "id=" + ids : filter + " id=" + ids
  }

  /// The columns that are shown or not other than on the experiment's page.
  private var columnText: String {
    get throws {
      guard columns.areChosen else { return "" }
      let usual = ExperimentTableShape(
        columns.view, runCount: context.experiment.runs.count, settings: context.site.settings
      ).table
      let (before, after) = (ViewLink.keys(usual), ViewLink.keys(columns.shape))
      let (known, wanted) = (Set(before), Set(after))
      return
        (after.filter { !known.contains($0) }.map { "+" + ColumnKey.quoted($0) }
        + before.filter { !wanted.contains($0) }.map { "-" + ColumnKey.quoted($0) }).joined(separator: "~")
    }
  }

  private static func keys(_ shape: RunTableShape) -> [String] {
    shape.sections.flatMap { section -> [String] in
      // The script has one column for a metric that no run logged twice.
      if case .metric(let metric) = section, !metric.column.isChartable {
        return [ColumnKey.metric(metric.column.name, .last).plain]
      }
      return section.columns.map { $0?.key.plain ?? "trend" }
    }
  }

  /// A run in a fragment: the hash at the end of its folder's name, else the name.
  private static func name(of run: RunPlan) -> String {
    let name = run.folder.split(separator: "/").last.map(String.init) ?? ""
    let hash = name.split(separator: "-").last.map(String.init) ?? ""
    return hash.utf8.count == 8 && hash.allSatisfy(\.isHexDigit) ? hash : name
  }

  private func add(_ chart: ChartRequest, to fragment: inout FragmentText) {
    switch chart.x {
    case .step: break
    case .time: fragment.add("x", "time")
    case .wall: fragment.add("x", "wall")
    case .metric(let name): fragment.add("x", name)
    }
    if let log = chart.log { fragment.add("l", (log.x ? "x" : "") + (log.y ? "y" : "-")) }
    if chart.smoothing > 0 { fragment.add("m", NumberText.exact(chart.smoothing)) }
    if chart.clipsOutliers { fragment.add("o", "1") }
    fragment.add("t", chart.legend?.text ?? "")
  }

  /// Whether the experiment has all columns of a chart.
  private func isDrawable(_ chart: ChartRequest) -> Bool { chart.keys.allSatisfy { columns.view.column($0) != nil } }

  private static func aggregate(_ chart: ChartRequest) -> String? {
    switch chart.kind {
    case .line: nil
    case .bar(let key): "bar:" + key.written
    case .scatter(let x, let y): "scatter:\(x.written),\(y.written)"
    case .parallel(let keys): "parallel:" + keys.map(\.written).joined(separator: ",")
    case .best(let key): "best:" + key.written
    }
  }
}

extension ChartRequest {
  /// What lines of one page have in common in a fragment.
  fileprivate var options: [String] {
    ["\(x)", "\(String(describing: log))", "\(smoothing)", "\(clipsOutliers)", legend?.text ?? ""]
  }
}

import Digests
import Markup
import RunModel
import RunTables
import Settings

/// The pages of a saved view of one experiment: its note, its runs, page by page, and its charts on the first.
struct ViewPages {
  let plan: ViewPlan

  private let context: ViewContext
  private let view: ExperimentView
  private let runs: ViewRuns
  /// The runs to draw the lines of, in this order.
  private let lineRuns: [Int]
  /// Where runs have another dash than on other pages, by their rows in the experiment's table.
  private let dashes: [(row: Int, dash: Int)]

  private var site: Site { context.site }
  private var index: Int { context.index }
  private var saved: SavedView { context.saved }
  private var baseline: Int? { context.baseline }
  private var experiment: ExperimentIndex { context.experiment }

  init(site: Site, index: Int, plan: ViewPlan) throws {
    self.plan = plan
    let saved = site.settings.views[plan.view]
    let view = try site.view(index)
    let entries = site.contents.experiments[index].runs
    var columns = ViewColumns(saved, in: view, runCount: entries.count, settings: site.settings)
    runs = try ViewRuns(
      site: site, experiment: index, saved: saved, columns: columns, keys: RequestedCharts.keys(saved.charts, view))
    columns.mark(runs.best)
    let baseline = saved.baseline.flatMap { wanted in
      entries.firstIndex { $0.displayName == wanted || $0.id == wanted }
    }
    context = ViewContext(site: site, index: index, saved: saved, columns: columns, baseline: baseline)
    let lineRuns = Self.lineRuns(runs.runs, baseline: baseline)
    let drawing = view.drawing(lineRuns.prefix(RequestedCharts.lineLimit))
    let rows = try site.rows(index)
    dashes = view.styles.indices.filter { view.styles[$0] != drawing.styles[$0] }
      .map { (rows[$0], drawing.styles[$0].dash) }
    self.lineRuns = lineRuns
    self.view = drawing
  }

  func write(to output: any SiteJob.Output) throws {
    let table = try ViewTable(context, plan: plan, view: view, runs: runs)
    try output.put(try mainPage(table), at: plan.page)
    for number in 1...table.pageCount where number > 1 {
      let frame = frame(plan.page(number), title: "\(plan.name), page \(number)", isMain: false)
      try output.put(
        frame.render("table", ["facts": facts, "main": try table.markup(page: number)]), at: plan.page(number))
    }
  }

  private func frame(_ path: String, title: String, isMain: Bool) -> PageFrame {
    var frame = PageFrame(site: site, path: path, section: .experiments, title: title)
    frame.above = [("Experiments", SitePlan.experiments), (experiment.experiment.name, context.plan.page)]
    frame.script.table = context.plan.tableScript
    frame.script.dashes = dashes
    frame.isLive = site.isLive(experiment: index)
    if !isMain { frame.above.append((plan.name, plan.page)) }
    return frame
  }

  private func mainPage(_ table: ViewTable) throws -> [UInt8] {
    let frame = frame(plan.page, title: plan.name, isMain: true)
    let choice = ViewChoice(context: context)
    var slots: PageSlots = [
      "facts": facts, "views": ViewTabs(plan: context.plan, path: plan.page, current: plan).markup,
      "note": saved.note.map { NoteText.markup($0, of: index, in: site, page: plan.page) } ?? MarkupWriter(),
      "choice": choice.markup(from: plan.page),
    ]
    guard runs.count > 0 else {
      var empty = MarkupWriter()
      EmptyState.write("No run fits this view", choice.emptyReason, to: &empty)
      slots["table"] = empty
      return frame.render("view", slots)
    }
    slots["chosen"] = try ViewLink(context: context).markup(from: plan.page, runs: runs)
    slots["table"] = try table.markup(page: 1)
    slots["tableNote"] = .text((table.remarks + choice.missing).joined(separator: "; "))
    if !saved.charts.isEmpty {
      let drawn = runs.runs
      var charts = RequestedCharts(
        site: site, index: index, path: plan.page, view: view, runs: drawn, lineRuns: lineRuns,
        values: runs.values, leader: leader(drawn), rows: try site.rows(index), idPrefix: "chart")
      let (legend, grid) = try charts.markup(saved.charts, showsMissing: true)
      slots["legend"] = legend
      slots["charts"] = grid
    }
    return frame.render("view", slots)
  }

  /// The baseline is drawn first, since the others are compared with it.
  private static func lineRuns(_ runs: [Int], baseline: Int?) -> [Int] {
    guard let baseline, runs.contains(baseline) else { return runs }
    return [baseline] + runs.filter { $0 != baseline }
  }

  /// What to look at: the baseline, else the first of a table that a metric sorts.
  private func leader(_ runs: [Int]) -> Int? {
    if let baseline, runs.contains(baseline) { return baseline }
    guard context.columns.group == nil, case .metric? = context.columns.sort?.key else { return nil }
    return runs.first
  }

  private var facts: MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<span>")
    if runs.count < experiment.runs.count {
      writer.safe(NumberText.grouped(runs.count))
      writer.raw(" of ")
    }
    writer.count(experiment.runs.count, "run", "runs")
    writer.raw("</span> ")
    StatusCounts(runs.rows.lazy.filter { !$0.isFaint }.map { site.state(experiment.runs[$0.run]) }).write(to: &writer)
    return writer
  }
}

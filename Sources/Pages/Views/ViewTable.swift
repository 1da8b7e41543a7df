import Digests
import Markup
import RunTables

/// The run table of a view, page by page: the baseline on top, groups with what their runs come to.
final class ViewTable {
  private let context: ViewContext
  private let plan: ViewPlan
  private let view: ExperimentView
  private let runs: ViewRuns
  private let baselineDigest: RunDigest?
  /// What is paged: all rows but the baseline's, which stands on every page.
  private let rows: [ViewRuns.Row]
  private let groups: [ViewRuns.Group]
  /// The last group a page had: one that goes on on the next page is not gathered again.
  private var lastSummary: (group: Int, summary: GroupSummary)?

  init(_ context: ViewContext, plan: ViewPlan, view: ExperimentView, runs: ViewRuns) throws {
    self.context = context
    self.plan = plan
    self.view = view
    self.runs = runs
    baselineDigest = try context.baseline.map {
      try context.site.digest(RunPlace(experiment: context.index, run: $0))
    }
    // A group counts the baseline, too.
    rows = runs.groups.isEmpty ? runs.rows.filter { $0.run != context.baseline } : runs.rows
    groups = runs.groups
  }

  private var columns: ViewColumns { context.columns }
  private var shape: RunTableShape { columns.shape }
  private var baseline: Int? { context.baseline }

  var pageCount: Int { shape.pageCount(of: rows.count) }

  /// What a reader must know of the table.
  var remarks: [String] {
    var remarks: [String] = []
    let faint = runs.rows.count { $0.isFaint }
    if faint > 0 {
      let are = faint == 1 ? "1 parent is" : "\(NumberText.grouped(faint)) parents are"
      remarks.append("\(are) there for the runs below, in grey and not counted")
    }
    if baseline != nil {
      remarks.append("small signed numbers: difference from the baseline, ▲ better, ▼ worse")
    }
    if let baseline, !runs.rows.contains(where: { $0.run == baseline }) {
      remarks.append("the baseline itself does not fit the view")
    }
    if !columns.ranked.isEmpty {
      remarks.append("shaded: the best value of each metric among these runs; ↑ higher, ↓ lower is better")
    }
    if !groups.isEmpty { remarks.append("of a group: mean, and least to greatest") }
    return remarks
  }

  /// Page `number`, from 1.
  func markup(page number: Int) throws -> MarkupWriter {
    let path = plan.page(number)
    let shown = shape.rows(onPage: number, of: rows.count)
    let pager = Pager(path: { self.plan.page($0) }, pageCount: pageCount, from: path, current: number, label: "runs")
    var table = RunTable(site: context.site, index: context.index, path: path, view: view, shape: shape)
    table.baseline = baselineDigest
    let plans = context.plan.runs
    var writer = MarkupWriter(reserving: 200 * shown.count)
    pager.write(to: &writer, shown: shown, total: rows.count)
    try table.write(of: plan.name, isMain: false, to: &writer) { writer in
      if let baseline { try table.writeRow(baseline, depth: 0, look: .baseline, to: &writer) }
      if groups.isEmpty {
        for row in rows[shown] {
          try table.writeRow(row.run, depth: plans[row.run].depth, look: row.isFaint ? .faint : .plain, to: &writer)
        }
      } else {
        for (number, group) in groups.enumerated() where group.rows.overlaps(shown) {
          try writeGroup(number, isContinued: group.rows.lowerBound < shown.lowerBound, to: &writer)
          for row in rows[group.rows.clamped(to: shown)] where row.run != baseline {
            try table.writeRow(row.run, depth: 0, to: &writer)
          }
        }
      }
    }
    pager.write(to: &writer, shown: shown, total: rows.count)
    return writer
  }

  private func writeGroup(_ number: Int, isContinued: Bool, to writer: inout MarkupWriter) throws {
    let group = groups[number]
    if lastSummary?.group != number {
      let summary = try GroupSummary(
        rows[group.rows].map(\.run), of: context.index, in: context.site, shape: shape, view: view)
      lastSummary = (number, summary)
    }
    writer.raw("<tbody><tr class=group><th scope=rowgroup class=t")
    // The status' column, where a group has nothing, is room for its name.
    writer.raw(shape.hasStatus ? " colspan=2>" : ">")
    if let key = columns.group {
      writer.text(key.label)
      writer.raw(" ")
      let text = group.value.map { CellText(view: view).text($0, in: key) } ?? "—"
      writer.raw("<b")
      writer.cutText(text.isEmpty ? "“”" : text, limit: 40)
      writer.raw("</b>")
    }
    writer.raw(" <small>")
    writer.count(group.rows.count, "run", "runs")
    if isContinued { writer.raw(", continued") }
    writer.raw("</small>")
    lastSummary?.summary.writeCells(to: &writer)
    writer.raw("\n")
  }
}

import Digests
import Markup
import RunModel
import RunTables

/// The table of child runs, page by page.
struct ChildTable {
  static let rowsPerPage = 200
  private static let parameterLimit = 8

  let run: RunContext
  let children: ChildRuns
  /// The parameters that have a column.
  let parameters: [ChildParameters.Parameter]
  private let format: ColumnFormat

  private var site: Site { run.site }

  init(run: RunContext, children: ChildRuns) {
    self.run = run
    self.children = children
    // What few have is of one algorithm, and would be a column of holes.
    let shown = children.parameters.filter {
      $0.count * 4 >= children.runs.count && !run.site.hides(.parameter($0.name))
    }
    parameters = Array(shown.prefix(Self.parameterLimit))
    let hasExtent = children.metric.map { $0.digest.runCount > 0 } ?? false
    format =
      hasExtent ? children.metric?.format ?? .whole : ColumnFormat(children.runs.lazy.compactMap(\.score))
  }

  var pageCount: Int { max(1, (children.runs.count + Self.rowsPerPage - 1) / Self.rowsPerPage) }

  /// A score as the table has it.
  func text(_ score: Double) -> String { format.text(score) }

  /// What a reader must know of the table.
  var remarks: String {
    var remarks = [
      children.hasIterations ? "by iteration, as the store has it" : "in the order they were started"
    ]
    if let metric = children.metric {
      var text = "ranked by \(metric.name)"
      if let direction = metric.directionText { text += ", \(direction)" }
      if !children.isRanked {
        text = "\(metric.name): neither higher nor lower is known to be better, runreport.yaml can say it"
      }
      remarks.append(text)
    } else {
      remarks.append("not ranked: no metric is known to be the primary one")
    }
    let left = children.parameters.count { !site.hides(.parameter($0.name)) } - parameters.count
    if left > 0 {
      remarks.append(
        "\(NumberText.grouped(left)) more \(left == 1 ? "parameter differs" : "parameters differ"), shown on the pages of the runs"
      )
    }
    return remarks.joined(separator: "; ")
  }

  /// Page `number`, from 1.
  func markup(page number: Int) -> MarkupWriter {
    let path = run.plan.childPage(number)
    let shown = (number - 1) * Self.rowsPerPage..<min(children.runs.count, number * Self.rowsPerPage)
    let pager = Pager(
      path: { run.plan.childPage($0) }, pageCount: pageCount, from: path, current: number, label: "child runs")
    var writer = MarkupWriter(reserving: 500 * shown.count)
    pager.write(to: &writer, shown: shown, total: children.runs.count)
    // Above the table and not in its caption, which would be as wide as the table and end where a narrow window does.
    writer.raw("<p class=aside>")
    writer.text(remarks.prefix(1).uppercased() + remarks.dropFirst())
    writer.raw("</p>\n<div class=scroll tabindex=0 role=region aria-label=\"Child runs\">")
    writer.raw("<table class=runs><caption class=hidden>Child runs</caption>\n<thead>")
    writeHead(to: &writer)
    writer.raw("<tbody>\n")
    for child in children.runs[shown] { writeRow(child, from: path, to: &writer) }
    writer.raw("</table></div>\n")
    pager.write(to: &writer, shown: shown, total: children.runs.count)
    return writer
  }

  private func writeHead(to writer: inout MarkupWriter) {
    writer.raw("<tr><th scope=col class=t>Run")
    if children.hasIterations { writer.raw("<th scope=col>Iteration") }
    if !site.hides(.fact(.status)) { writer.raw("<th scope=col class=t>Status") }
    if children.hasAlgorithms { writer.raw("<th scope=col class=t>Algorithm") }
    if let metric = children.metric {
      writer.raw("<th scope=col>")
      writer.text(metric.name + (metric.arrow.isEmpty ? "" : " " + metric.arrow))
      if children.isRanked { writer.raw("<th scope=col>Best so far<th scope=col>Rank") }
    }
    for parameter in parameters {
      writer.raw(parameter.isNumeric ? "<th scope=col" : "<th scope=col class=t")
      writer.cutText(parameter.name, limit: 32)
    }
    if !site.hides(.fact(.start)) { writer.raw("<th scope=col class=t>Started (UTC)") }
    if !site.hides(.fact(.duration)) { writer.raw("<th scope=col>Duration") }
    writer.raw("\n")
  }

  private func writeRow(_ child: ChildRun, from path: String, to writer: inout MarkupWriter) {
    let entry = site.entry(child.place)
    let plan = site.plan.run(child.place)
    writer.raw("<tr><th scope=row class=t>")
    // In front of the name, which a narrow column cuts.
    if child.place == children.best?.place { writer.raw("<span class=tag>best</span> ") }
    writer.runLink(PagePath.relative(from: path, to: plan.page), entry.displayName)
    if entry.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    if !plan.children.isEmpty {
      writer.raw(" <span class=quiet>")
      writer.count(plan.children.count, "child run", "child runs")
      writer.raw("</span>")
    }
    if children.hasIterations { writer.write(atMost: 60) { $0.countCell(child.iteration) } }
    if !site.hides(.fact(.status)) {
      writer.raw("<td class=t>")
      writer.status(site.state(entry))
    }
    if children.hasAlgorithms { writer.textCell(child.algorithm ?? "", limit: 40) }
    if children.metric != nil {
      writer.numberCell(child.score, format: format, isBest: child.rank == 1)
      if children.isRanked {
        writer.numberCell(child.bestSoFar, format: format)
        writer.write(atMost: 60) { $0.countCell(child.rank.map(Int64.init)) }
      }
    }
    for parameter in parameters {
      let value = child.value(parameter)
      if parameter.isNumeric {
        writer.raw("<td>")
        writer.text(value ?? "")
      } else {
        writer.textCell(value ?? "", limit: 32)
      }
    }
    if !site.hides(.fact(.start)) {
      writer.raw("<td class=t>")
      if let start = child.start { writer.time(start) }
    }
    if !site.hides(.fact(.duration)) {
      writer.raw("<td>")
      if let duration = child.duration { writer.safe(TimeText.duration(milliseconds: duration)) }
    }
    writer.raw("\n")
  }
}

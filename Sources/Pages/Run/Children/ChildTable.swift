import Analysis
import Markup
import RunModel

/// The children of a run as a table: what was tried, what came of it, and the best so far.
struct ChildTable {
  /// More parameters than these are on the children's own pages.
  private static let parameterLimit = 12

  private let all: ChildRuns
  private let path: String
  private let parameters: ArraySlice<String>

  /// - Parameter path: of the page it stands on.
  init(_ all: ChildRuns, path: String) {
    self.all = all
    self.path = path
    parameters = all.parameters.prefix(Self.parameterLimit)
  }

  func write(_ rows: Range<Int>, to writer: inout MarkupWriter) {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"Child runs\"><table class=runs>")
    writer.raw("<caption class=quiet>Child runs, ")
    writer.raw(all.isNumbered ? "by iteration" : "in the order they were started")
    if parameters.count < all.parameters.count {
      writer.safe("; \(parameters.count) of \(NumberText.grouped(all.parameters.count)) parameters that differ")
    }
    writer.raw("</caption>\n<thead><tr><th scope=col>")
    writer.raw(all.isNumbered ? "Iteration" : "<span aria-hidden=true>#</span><span class=hidden>Number</span>")
    writer.raw("<th scope=col class=t>Run<th scope=col class=t>Status")
    for name in parameters {
      writer.raw("<th scope=col class=t")
      writer.cutText(name, limit: 32)
    }
    if let metric = all.metric {
      writer.raw("<th scope=col>")
      writer.text(metric.name + (metric.arrow.isEmpty ? "" : " " + metric.arrow))
      if metric.direction != nil { writer.raw("<th scope=col>Best so far") }
    }
    writer.raw("<th scope=col class=t>Started (UTC)<th scope=col>Duration\n<tbody>\n")
    for row in rows { write(row, to: &writer) }
    writer.raw("</table></div>\n")
  }

  private func write(_ row: Int, to writer: inout MarkupWriter) {
    let site = all.run.site
    let child = all.children[row]
    let plan = site.plan.run(child.place)
    writer.raw("<tr>")
    writer.write(atMost: 40) { $0.countCell(Int64(all.number(of: row))) }
    writer.raw("<th scope=row class=t>")
    writer.link(PagePath.relative(from: path, to: plan.page), all.name(of: row))
    if row == all.best { writer.raw(" <span class=tag>best</span>") }
    if !plan.children.isEmpty {
      writer.raw(" <span class=quiet>")
      writer.count(plan.children.count, "child run", "child runs")
      writer.raw("</span>")
    }
    writer.raw("<td class=t>")
    writer.status(site.state(site.entry(child.place)))
    for name in parameters { writer.textCell(child.parameter(name) ?? "", limit: 32) }
    if let metric = all.metric {
      writer.numberCell(child.score, format: metric.format, isBest: row == all.best)
      if metric.direction != nil { writer.numberCell(child.bestSoFar, format: metric.format) }
    }
    writer.raw("<td class=t>")
    if let start = child.start { writer.time(start) }
    writer.raw("<td>")
    if let duration = child.duration { writer.safe(TimeText.duration(milliseconds: duration)) }
    writer.raw("\n")
  }
}

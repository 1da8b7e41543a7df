import Analysis
import Digests
import Markup
import RunModel
import RunTables
import Settings

/// A plain list of runs, across experiments: overview, all runs.
struct RunList {
  let site: Site
  /// The page it stands on.
  let path: String
  var caption: String
  /// Whether the experiment, which the page does not say otherwise, has a column.
  var showsExperiment = true
  /// Whether it is the table of the page, in whose place the script puts its own; children are indented in it.
  var isMain = false

  func write(_ runs: some Sequence<RunPlace>, to writer: inout MarkupWriter) throws {
    writer.raw("<div class=scroll tabindex=0 role=region")
    if isMain { writer.raw(" data-table=runs") }
    writer.raw(" aria-label=\"")
    writer.text(caption)
    writer.raw("\"><table class=runs><caption class=hidden>")
    writer.text(caption)
    writer.raw("</caption>\n<thead><tr><th scope=col class=t>Run")
    if showsExperiment { writer.raw("<th scope=col class=t>Experiment") }
    if shows(.status) { writer.raw("<th scope=col class=t>Status") }
    if shows(.start) { writer.raw("<th scope=col class=t>Started (UTC)") }
    if shows(.duration) { writer.raw("<th scope=col>Duration") }
    if shows(.user) { writer.raw("<th scope=col class=t>User") }
    if shows(.compute) { writer.raw("<th scope=col class=t>Compute") }
    writer.raw("<th scope=col class=t>Primary metric<th scope=col>last<th scope=col>min<th scope=col>max\n<tbody>\n")
    for place in runs { try writeRow(place, to: &writer) }
    writer.raw("</table></div>\n")
    let hidden = Self.facts.count { !shows($0) }
    if hidden > 0 {
      writer.raw("<p class=aside>")
      writer.text(HiddenRemark.text(hidden, of: Self.facts.count + (showsExperiment ? 6 : 5), "columns"))
      writer.raw("</p>\n")
    }
  }

  /// What settings may hide here.
  private static let facts: [RunFact] = [.status, .start, .duration, .user, .compute]

  private func shows(_ fact: RunFact) -> Bool { !site.hides(.fact(fact)) }

  private func writeRow(_ place: RunPlace, to writer: inout MarkupWriter) throws {
    let run = try site.digest(place)
    let plan = site.plan.run(place)
    writer.raw("<tr><th scope=row class=")
    if isMain { writer.rowClass(depth: plan.depth) } else { writer.raw("t>") }
    writer.runLink(PagePath.relative(from: path, to: plan.page), run.header.displayName)
    if run.header.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    if showsExperiment {
      writer.raw("<td class=t>")
      writer.link(
        PagePath.relative(from: path, to: site.plan.experiments[place.experiment].page),
        site.contents.experiments[place.experiment].experiment.name)
    }
    if shows(.status) {
      writer.raw("<td class=t>")
      writer.status(site.state(site.entry(place)))
    }
    if shows(.start) { RunFacts.writeStart(run, to: &writer) }
    if shows(.duration) { RunFacts.writeDuration(run, to: &writer) }
    if shows(.user) { writer.textCell(run.header.user ?? "", limit: 24) }
    if shows(.compute) { writer.textCell(run.header.computeTarget ?? "", limit: 24) }
    let view = try site.view(place.experiment)
    guard let name = run.header.primaryMetric ?? view.primary?.name, let series = run.series(named: name),
      let column = view.metric(named: name)
    else { return writer.raw("<td class=t><td><td><td>\n") }
    writer.textCell(name + (column.arrow.isEmpty ? "" : " " + column.arrow), limit: 32)
    writer.numberCell(series.summary.last, format: column.format)
    writer.numberCell(series.summary.min?.value, format: column.format)
    writer.numberCell(series.summary.max?.value, format: column.format)
    writer.raw("\n")
  }
}

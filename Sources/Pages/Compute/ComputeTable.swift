import Digests
import Markup
import RunModel
import RunTables

/// The table of runs of a compute target: of those under way, or of those that are done.
struct ComputeTable {
  let site: Site
  /// The page it stands on.
  let path: String
  let caption: String
  let isUnderWay: Bool
  /// Whether some run of the target tells how long it waited.
  let hasQueued: Bool

  func write(_ rows: some Sequence<ComputeRows.Row>, of runs: [ComputeRun], to writer: inout MarkupWriter) throws {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.text(caption)
    writer.raw("\"><table class=runs><caption class=hidden>")
    writer.text(caption)
    writer.raw("</caption>\n<thead><tr><th scope=col class=t>Run<th scope=col class=t>Experiment")
    if shows(.status) { writer.raw("<th scope=col class=t>Status") }
    if shows(.user) { writer.raw("<th scope=col class=t>User") }
    writer.raw("<th scope=col class=t>Nodes")
    writer.raw(
      isUnderWay ? "<th scope=col class=t>Since (UTC)<th scope=col>For" : "<th scope=col class=t>Started (UTC)")
    if !isUnderWay { writer.raw("<th scope=col>Duration") }
    writer.raw(hasQueued ? "<th scope=col>Queued\n<tbody>\n" : "\n<tbody>\n")
    for row in rows { try writeRow(row, runs[row.run], to: &writer) }
    writer.raw("</table></div>\n")
  }

  private func shows(_ fact: RunFact) -> Bool { !site.hides(.fact(fact)) }

  private func writeRow(_ row: ComputeRows.Row, _ run: ComputeRun, to writer: inout MarkupWriter) throws {
    let header = try site.digest(run.place).header
    let experiment = run.place.experiment
    writer.raw("<tr><th scope=row class=")
    writer.rowClass(depth: row.depth)
    writer.raw("<i class=\"k ")
    writer.safe(try site.view(experiment).styles[run.place.run].classes)
    writer.raw("\"></i>")
    writer.runLink(PagePath.relative(from: path, to: site.plan.run(run.place).page), header.displayName)
    if header.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    writer.raw("<td class=t>")
    writer.link(
      PagePath.relative(from: path, to: site.plan.experiments[experiment].page),
      site.contents.experiments[experiment].experiment.name)
    if shows(.status) {
      writer.raw("<td class=t>")
      writer.status(site.state(site.entry(run.place)))
    }
    if shows(.user) { writer.textCell(header.user ?? "", limit: 24) }
    writer.textCell(nodes(of: header, run), limit: 32)
    writer.raw("<td class=t>")
    if let since = run.running?.lowerBound ?? (isUnderWay ? run.first : nil) {
      writer.time(Timestamp(milliseconds: since))
    }
    writeDuration(run.running, to: &writer)
    if hasQueued { writeDuration(run.waiting, to: &writer) }
    writer.raw("\n")
  }

  private func writeDuration(_ time: Range<Int64>?, to writer: inout MarkupWriter) {
    writer.raw("<td>")
    if let time { writer.safe(TimeText.duration(milliseconds: time.upperBound - time.lowerBound)) }
  }

  /// Their names, else how many.
  private func nodes(of header: RunHeader, _ run: ComputeRun) -> String {
    let names = header.nodes == [header.computeTarget] ? [] : header.nodes
    guard !names.isEmpty else { return NumberText.grouped(run.nodeCount) }
    let shown = names.prefix(64).joined(separator: ", ")
    return run.nodeCount > 1 ? "\(NumberText.grouped(run.nodeCount)): \(shown)" : shown
  }
}

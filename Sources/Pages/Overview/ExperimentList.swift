import Digests
import Markup
import RunModel

/// The table of experiments.
struct ExperimentList {
  let site: Site
  /// The page it stands on.
  let path: String
  /// Whether the first line of each note has a column.
  var showsNotes = true

  /// The experiments with the latest sign of life first.
  static func newestFirst(_ site: Site) -> [Int] {
    let signs = site.contents.experiments.map { $0.lastSign?.milliseconds ?? Int64.min }
    return signs.indices.sorted { signs[$0] == signs[$1] ? $0 < $1 : signs[$0] > signs[$1] }
  }

  func write(_ experiments: some Sequence<Int>, to writer: inout MarkupWriter) throws {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=Experiments><table class=runs>")
    writer.raw(
      "<caption class=hidden>Experiments, latest activity first</caption>\n<thead><tr><th scope=col class=t>Experiment")
    writer.raw(
      "<th scope=col>Runs<th scope=col class=t>Status<th scope=col class=t>Best by primary metric<th scope=col>Value")
    writer.raw("<th scope=col class=t>Latest activity (UTC)")
    writer.raw(showsNotes ? "<th scope=col class=t>Note\n<tbody>\n" : "\n<tbody>\n")
    for index in experiments { try writeRow(index, to: &writer) }
    writer.raw("</table></div>\n")
  }

  private func writeRow(_ index: Int, to writer: inout MarkupWriter) throws {
    let digest = site.contents.experiments[index]
    writer.raw("<tr><th scope=row class=t>")
    writer.link(PagePath.relative(from: path, to: site.plan.experiments[index].page), digest.experiment.name)
    if digest.experiment.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
    writer.raw("<td>")
    writer.safe(NumberText.grouped(digest.runs.count))
    writer.raw("<td class=\"t counts\">")
    site.statusCounts(index).write(to: &writer)
    try writeBest(index, to: &writer)
    writer.raw("<td class=t>")
    if let sign = digest.lastSign { writer.time(sign) }
    if showsNotes { writer.raw("<td class=\"t cut\">") }
    if showsNotes, let note = digest.experiment.note { writer.text(NoteText.firstLine(note)) }
    writer.raw("\n")
  }

  private func writeBest(_ index: Int, to writer: inout MarkupWriter) throws {
    let view = try site.view(index)
    guard let name = view.primary?.name, let column = view.metric(named: name), let run = column.digest.leader,
      let series = try site.digest(RunPlace(experiment: index, run: run)).series(named: name),
      let score = column.score(series.summary)
    else { return writer.raw("<td class=t><td>") }
    let place = RunPlace(experiment: index, run: run)
    writer.raw("<td class=\"t mixed\">")
    writer.link(PagePath.relative(from: path, to: site.plan.run(place).page), site.entry(place).displayName)
    writer.raw(" <span class=quiet>")
    writer.text(name + (column.arrow.isEmpty ? "" : " " + column.arrow))
    writer.raw("</span>")
    writer.numberCell(score, format: column.format)
  }
}

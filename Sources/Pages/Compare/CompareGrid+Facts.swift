import Digests
import Markup
import RunModel
import RunTables
import Settings

extension CompareGrid {
  /// Status, times, and what else the store knows of any of the runs.
  func facts() -> MarkupWriter {
    var writer = MarkupWriter()
    write(caption: "Runs side by side", to: &writer) { writer in
      writer.raw("<tbody>\n")
      row("Status", .status, to: &writer) { $0.status(site.state(site.entry(place($1)))) }
      row("Started (UTC)", .start, to: &writer) { writer, run in
        if let start = run.digest.header.start { writer.time(start) }
      }
      row("Duration", .duration, to: &writer) { writer, run in
        if let duration = run.digest.duration { writer.safe(TimeText.duration(milliseconds: duration)) }
      }
      for fact in texts where !isSame(fact) { row(fact, to: &writer) }
      if runs.contains(where: { parent(of: $0) != nil }) {
        row("Parent", .parent, to: &writer) { writer, run in
          guard let parent = parent(of: run) else { return }
          writer.runLink(PagePath.relative(from: path, to: site.plan.run(parent).page), site.entry(parent).displayName)
        }
      }
    }
    let same = texts.filter(isSame).map { NamedValue($0.head.lowercased(), $0.values[0]) }
    if !same.isEmpty {
      writer.raw("<p class=values><strong>Same for all</strong> ")
      writer.append(NamedValueList.markup(same))
      writer.raw("</p>\n")
    }
    return writer
  }

  /// What the store may know of a run, in a row that is only there if the runs differ in it.
  private struct Fact {
    var head: String
    var values: [String]
    var limit = 24
  }

  private var texts: [Fact] {
    func fact(_ head: String, _ fact: RunFact, limit: Int = 24, _ value: (RunHeader) -> String?) -> Fact? {
      if site.settings.hides(.fact(fact)) { return nil }
      return Fact(head: head, values: runs.map { value($0.digest.header) ?? "" }, limit: limit)
    }
    return [
      fact("User", .user) { $0.user }, fact("Compute", .compute) { $0.computeTarget },
      fact("Commit", .commit, limit: 10) { $0.source.commit },
    ].compactMap { $0 }.filter { $0.values.contains { !$0.isEmpty } }
  }

  private func isSame(_ fact: Fact) -> Bool { fact.values.allSatisfy { $0 == fact.values[0] } }

  private func place(_ run: ComparedRuns.Member) -> RunPlace { RunPlace(experiment: experiment, run: run.run) }

  private func parent(of run: ComparedRuns.Member) -> RunPlace? { site.plan.run(place(run)).parent }

  private func row(
    _ head: StaticString, _ fact: RunFact, to writer: inout MarkupWriter,
    _ cell: (inout MarkupWriter, ComparedRuns.Member) -> Void
  ) {
    guard !site.settings.hides(.fact(fact)) else { return }
    writer.raw("<tr><th scope=row class=t>")
    writer.raw(head)
    for run in runs {
      writer.raw("<td class=t>")
      cell(&writer, run)
    }
    writer.raw("\n")
  }

  private func row(_ fact: Fact, to writer: inout MarkupWriter) {
    writer.raw("<tr><th scope=row class=t>")
    writer.safe(fact.head)
    for value in fact.values { writer.textCell(value, limit: fact.limit) }
    writer.raw("\n")
  }
}

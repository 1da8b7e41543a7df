import Digests
import Markup

/// The notes of compared runs, each below the name of its run.
struct CompareNotes {
  /// A note of more bytes is told by its first line: the page of its run has it whole.
  private static let wholeLimit = 1500

  let grid: CompareGrid

  func markup() throws -> MarkupWriter {
    var writer = MarkupWriter()
    let noted = grid.runs.filter { $0.digest.note?.isEmpty == false }
    guard !noted.isEmpty else { return writer }
    writer.raw("<div class=note-grid>\n")
    for run in noted { try write(run, to: &writer) }
    writer.raw("</div>\n")
    return writer
  }

  private func write(_ run: ComparedRuns.Member, to writer: inout MarkupWriter) throws {
    guard let note = run.digest.note else { return }
    let plan = grid.site.plan.experiments[grid.experiment].runs[run.run]
    writer.raw("<section><h3>")
    grid.writeName(run, to: &writer)
    writer.raw("</h3>\n<div class=note>")
    if note.utf8.count > Self.wholeLimit {
      writer.raw("<p>")
      writer.text(NoteText.firstLine(note))
      writer.raw(" <a href=\"")
      writer.text(grid.link(run) + "#note")
      writer.raw("\">the whole note</a></p>")
    } else {
      writer.append(
        NoteText.markup(
          note, of: try RunContext(site: grid.site, plan: plan), from: grid.path, headingOffset: 3,
          idPrefix: "note-\(run.run + 1)"))
    }
    writer.raw("</div></section>\n")
  }
}

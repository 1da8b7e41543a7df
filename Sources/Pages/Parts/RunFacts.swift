import Digests
import Markup
import RunModel
import RunTables

/// Cells about a run that several tables share.
enum RunFacts {
  /// A fact as a cell.
  static func write(
    _ fact: RunFact, of run: RunDigest, at place: RunPlace, in site: Site, to writer: inout MarkupWriter
  ) {
    switch fact {
    case .start: writeStart(run, to: &writer)
    case .duration: writeDuration(run, to: &writer)
    case .compute: writer.textCell(run.header.computeTarget ?? "")
    case .note: writer.textCell(run.note.map { NoteText.firstLine($0) } ?? "", limit: 60)
    case .end:
      writer.raw("<td class=t>")
      if let end = run.header.end { writer.time(end) }
    case .status:
      writer.raw("<td class=t>")
      writer.status(site.state(site.entry(place)))
    default:
      guard case .text(let text)? = TableRow.value(of: fact, run, at: place, in: site) else {
        return writer.raw("<td>")
      }
      writer.textCell(text)
    }
  }

  /// The start and the duration, a cell each.
  static func writeTimes(_ run: RunDigest, to writer: inout MarkupWriter) {
    writeStart(run, to: &writer)
    writeDuration(run, to: &writer)
  }

  static func writeStart(_ run: RunDigest, to writer: inout MarkupWriter) {
    writer.raw("<td class=t>")
    if let start = run.header.start { writer.time(start) }
  }

  static func writeDuration(_ run: RunDigest, to writer: inout MarkupWriter) {
    writer.raw("<td>")
    if let duration = run.duration { writer.safe(TimeText.duration(milliseconds: duration)) }
  }
}

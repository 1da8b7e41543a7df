import Digests
import Markup
import RunModel

/// Cells about a run that several tables share.
enum RunFacts {
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

import Markup
import RunModel

/// What stands under the title of a log: how long it is, what was done to show it, where the raw file is.
struct LogFacts {
  let file: RunFile
  /// What the file is in plain words, if its kind is known.
  let about: String?
  /// Where the file was copied to, if it was.
  let copy: String?
  let survey: LogSurvey
  /// Told on the first page only, since they are known when the others are written.
  var counts = LogCounts()
  /// When one of the first lines of the page was written, in milliseconds since 1970.
  var moment: Int64?
  /// In which zone its times are told, if they are known to be of the run.
  var zone: LogZone?
  /// The page with the run's charts, and from when to when the lines of this page were written.
  var charts: (page: String, span: ClosedRange<Int64>?)?
  /// The page on which the same is a document rather than lines.
  var document: String?

  func markup(on page: String) -> MarkupWriter {
    var writer = MarkupWriter()
    if let about {
      writer.raw("<span class=about>")
      writer.safe(about)
      writer.raw("</span> ")
    }
    writer.raw("<span>")
    writer.safe(NumberText.bytes(survey.byteCount > 0 && survey.kind == .text ? survey.byteCount : file.size))
    writer.raw("</span>")
    if survey.kind == .text { writeText(to: &writer) }
    if let moment {
      writer.raw(" <span>from ")
      writer.logTime(moment)
      writer.raw("</span>")
    }
    if let zone, zone.isAssumed {
      writer.raw(" <span>no zone, ")
      writer.raw(zone.shift == 0 ? "read as " : "fits the run as ")
      writer.safe(zone.name)
      writer.raw("</span>")
    }
    if let charts {
      writer.raw(" <span><a class=log-charts href=\"")
      writer.text(charts.page)
      writer.raw("#metrics\"")
      if let span = charts.span {
        // The script goes to this range of the charts.
        writer.raw(" data-from=")
        writer.integer(Int(span.lowerBound))
        writer.raw(" data-to=")
        writer.integer(Int(span.upperBound))
      }
      writer.raw(">charts of these times</a></span>")
    }
    if let document {
      writer.raw(" <span>")
      writer.link(PagePath.relative(from: page, to: document), "as a document")
      writer.raw("</span>")
    }
    writer.raw(" <span id=raw>")
    if let copy {
      writer.link(PagePath.relative(from: page, to: copy), "raw file")
    } else {
      writer.raw("too large, raw file not copied")
    }
    writer.raw("</span>")
    return writer
  }

  private func writeText(to writer: inout MarkupWriter) {
    fact(survey.lineCount, "line", "lines", to: &writer)
    if survey.encoding != .utf8 {
      writer.raw(" <span>")
      writer.raw(survey.encoding.isAssumed ? "not UTF-8, read as " : "")
      writer.safe(survey.encoding.name)
      writer.raw("</span>")
    }
    if counts.updates > 0 {
      fact(counts.updates, "progress update folded", "progress updates folded", to: &writer)
    }
    if counts.invalid > 0 {
      fact(
        counts.invalid, "unreadable sequence shown as \u{FFFD}", "unreadable sequences shown as \u{FFFD}",
        to: &writer)
    }
    if counts.controls > 0 {
      fact(counts.controls, "control character left out", "control characters left out", to: &writer)
    }
  }

  private func fact(_ number: Int, _ singular: StaticString, _ plural: StaticString, to writer: inout MarkupWriter) {
    writer.raw(" <span>")
    writer.count(number, singular, plural)
    writer.raw("</span>")
  }
}

extension MarkupWriter {
  /// A time of a log to the second: `<time>` with `2026-11-23 04:12:07`.
  ///
  /// Most logs do not say in which zone they tell the time; one with an offset is brought to UTC.
  mutating func logTime(_ milliseconds: Int64) {
    let text = String(TimeText.iso(milliseconds / 1000 * 1000).dropLast())
    raw("<time datetime=\"")
    safe(text)
    raw("\">")
    safe(text.split(separator: "T").joined(separator: " ") + "</time>")
  }
}

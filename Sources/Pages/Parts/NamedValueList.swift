import Markup
import RunModel

/// Parameters or tags in a row: `optimizer adam · epochs 200`.
enum NamedValueList {
  private static let limit = 60

  static func markup(_ values: [NamedValue]) -> MarkupWriter {
    var writer = MarkupWriter()
    for (index, value) in values.prefix(limit).enumerated() {
      if index > 0 { writer.raw(" · ") }
      writer.text(value.name)
      writer.raw(" <code")
      writer.cutText(value.value, limit: 60)
      writer.raw("</code>")
    }
    if values.count > limit { writer.safe(" · \(limit) of \(values.count) shown") }
    return writer
  }

  /// The same as a table of two columns, values whole.
  static func table(_ values: [NamedValue], caption: String, to writer: inout MarkupWriter) {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.text(caption)
    writer.raw("\"><table class=pairs><caption class=hidden>")
    writer.text(caption)
    writer.raw("</caption><tbody>\n")
    for value in values {
      writer.raw("<tr><th scope=row class=t>")
      writer.text(value.name)
      writer.raw("<td class=\"t wrap\">")
      writer.text(value.value)
      writer.raw("\n")
    }
    writer.raw("</table></div>\n")
  }
}

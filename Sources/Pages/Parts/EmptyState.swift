import Markup

/// What stands where there is nothing to show: what is missing, and how it would come.
enum EmptyState {
  static func write(_ headline: String, _ advice: String, to writer: inout MarkupWriter) {
    writer.raw("<div class=empty><p><strong>")
    writer.text(headline)
    writer.raw("</strong></p><p>")
    writer.text(advice)
    writer.raw("</p></div>\n")
  }
}

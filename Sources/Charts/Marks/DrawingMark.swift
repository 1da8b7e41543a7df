internal import Markup

/// The `svg` element around every chart.
enum DrawingMark {
  /// Writes it with its title and text alternative first.
  static func write(
    id: String, title: String, size: ChartSize, role: StaticString = "img", into writer: inout ByteCursor,
    description: (inout ByteCursor) -> Void, content: (inout ByteCursor) -> Void
  ) {
    writer.raw("<svg class=\"chart\" viewBox=\"0 0 ")
    writer.coordinate(size.width)
    writer.raw(" ")
    writer.coordinate(size.height)
    writer.raw("\" role=\"")
    writer.raw(role)
    writer.raw("\" aria-labelledby=\"")
    writer.text(id)
    writer.raw("-t ")
    writer.text(id)
    writer.raw("-d\">\n<title id=\"")
    writer.text(id)
    writer.raw("-t\">")
    writer.text(ChartText.cut(title))
    writer.raw("</title>\n<desc id=\"")
    writer.text(id)
    writer.raw("-d\">")
    description(&writer)
    writer.raw("</desc>\n")
    content(&writer)
    writer.raw("</svg>\n")
  }

  /// Opens the group of one run, with what the pointer shows on it.
  static func openGroup(_ run: ChartRun, _ kind: StaticString = "s", hover: String, into writer: inout ByteCursor) {
    writer.raw("<g class=\"")
    writer.raw(kind)
    writer.raw(run.isEmphasised ? " e c" : " c")
    writer.integer(run.style.colour)
    writer.raw(" d")
    writer.integer(run.style.dash)
    writer.raw("\" fill=\"none\" stroke=\"currentColor\"><title>")
    writer.text(hover)
    writer.raw("</title>")
  }

  /// `, and 3 more` after the first eight of a list.
  static func writeList(_ parts: [String], into writer: inout ByteCursor) {
    for (index, part) in parts.prefix(8).enumerated() {
      if index > 0 { writer.raw("; ") }
      writer.text(part)
    }
    if parts.count > 8 {
      writer.raw("; and ")
      writer.integer(parts.count - 8)
      writer.raw(" more")
    }
    writer.raw(".")
  }
}

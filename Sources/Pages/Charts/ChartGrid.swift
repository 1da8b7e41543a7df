import Markup

/// Charts beside one another.
enum ChartGrid {
  static func markup(_ figures: some Sequence<MarkupWriter>) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<div class=charts>\n")
    for figure in figures { writer.append(figure) }
    writer.raw("</div>\n")
    return writer
  }
}

internal import Markup

extension ChartPlan {
  /// Bands lowest, then the lines, the first above the later ones and the emphasised above all, then the
  /// numbers at their ends.
  func writeSeries(into writer: inout MarkupWriter) {
    let order = series.reversed().filter { !$0.isEmphasised } + series.reversed().filter(\.isEmphasised)
    if facts.hasBands {
      writer.raw("<g class=\"bands\" stroke=\"none\" fill=\"none\">\n")
      for line in order { BandMark(line, plan: self).write(line, into: &writer) }
      writer.raw("</g>\n")
    }
    for line in order { write(line, into: &writer) }
    guard !endLabels.isEmpty else { return }
    writer.raw("<g class=\"ends\">")
    for label in endLabels { label.write(into: &writer) }
    writer.raw("</g>\n")
  }

  private func write(_ line: PreparedSeries, into writer: inout MarkupWriter) {
    let mark = LineMark(line, plan: self)
    let glyphs = NonFiniteGlyph.place(line, plan: self)
    guard !mark.line.bytes.isEmpty || !mark.dots.bytes.isEmpty || !glyphs.isEmpty else { return }
    writer.raw("<g class=\"s ")
    if line.isEmphasised { writer.raw("e ") }
    writer.text(line.style.classes)
    writer.raw("\" fill=\"none\" stroke=\"currentColor\"><title>")
    ChartText.writeHover(line, into: &writer)
    writer.raw("</title>")
    mark.write(line, id: id, into: &writer)
    for glyph in glyphs { glyph.write(plan: self, into: &writer) }
    writer.raw("</g>\n")
  }
}

internal import Markup

extension ChartPlan {
  /// Bands lowest, then the lines, the first above the later ones and the emphasised above all, then the
  /// numbers at their ends.
  func writeSeries(into writer: inout ByteCursor) {
    let order =
      series.indices.reversed().filter { !series[$0].isEmphasised }
      + series.indices.reversed().filter { series[$0].isEmphasised }
    if facts.hasBands {
      writer.raw("<g class=\"bands\" stroke=\"none\" fill=\"none\">\n")
      for index in order { BandMark(series: series[index], plan: self).write(into: &writer) }
      writer.raw("</g>\n")
    }
    for index in order { write(series[index], into: &writer) }
    guard !endLabels.isEmpty else { return }
    writer.raw("<g class=\"ends\">")
    for label in endLabels { label.write(into: &writer) }
    writer.raw("</g>\n")
  }

  private func write(_ line: PreparedSeries, into writer: inout ByteCursor) {
    let glyphs = NonFiniteGlyph.place(line.nonFinite, x: x, y: y, area: area)
    // What lies outside belongs to a line or a dot.
    guard !LineMark.isEmpty(line) || !glyphs.isEmpty else { return }
    writer.raw("<g class=\"s ")
    if line.isEmphasised { writer.raw("e ") }
    writer.raw("c")
    writer.integer(line.style.colour)
    writer.raw(" d")
    writer.integer(line.style.dash)
    writer.raw("\" fill=\"none\" stroke=\"currentColor\"><title>")
    ChartText.writeHover(line, into: &writer)
    writer.raw("</title>")
    LineMark.write(line, plan: self, into: &writer)
    for glyph in glyphs { glyph.write(plan: self, into: &writer) }
    for glyph in OutsideGlyph.place(line, plan: self) { glyph.write(plan: self, into: &writer) }
    writer.raw("</g>\n")
  }
}

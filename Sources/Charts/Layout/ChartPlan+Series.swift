internal import Markup

extension ChartPlan {
  /// The grid, the axes, and the numbers beside them.
  func writeAxes(into writer: inout ByteCursor) { AxisMark.write(frame, places: places, into: &writer) }

  /// Bands lowest, then the lines, the first above the later ones and the emphasised above all, then the
  /// numbers at their ends.
  func writeSeries(into writer: inout ByteCursor) {
    let fromBack = PreparedSeries.fromFront(series).reversed()
    if facts.hasBands {
      writer.raw("<g class=\"bands\" stroke=\"none\" fill=\"none\">\n")
      for index in fromBack { BandMark(series: series[index], plan: self).write(into: &writer) }
      writer.raw("</g>\n")
    }
    for index in fromBack { write(series[index], into: &writer) }
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

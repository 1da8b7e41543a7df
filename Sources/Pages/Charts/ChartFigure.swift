import Charts
import Markup

/// A chart with its title and what a reader must know of it, as real text.
struct ChartFigure<Drawn: Chart> {
  var chart: Drawn
  var title: String
  /// What the script needs to draw it anew; nil for one that it leaves alone.
  var hooks: FigureHooks?
  var directionText: String?
  var unit: String?
  /// Said under the title: `index, since all steps are 0`, `5 of 8 runs have it`.
  var remarks: [String] = []
  /// Lines of this chart that the page's legend does not explain.
  var ownLegend: MarkupWriter?
  /// What follows the drawing: links to lines of a log.
  var links: MarkupWriter?
  /// The heading's level, 3 below a section.
  var anchor: String
  /// Whether it takes a whole row of the grid.
  var isWide = false
  /// Whether x is logarithmic, too.
  var isLogX = false

  func write(to writer: inout MarkupWriter) {
    let facts = chart.facts
    var remarks = remarks
    if facts.usesLog || isLogX {
      remarks.append(!isLogX ? "log scale" : facts.usesLog ? "log scales of x and y" : "log scale of x")
    }
    if facts.hasBands {
      remarks.append(
        "band: least to greatest of the values behind a point, line: their mean; "
          + "\(NumberText.grouped(facts.pointsTotal)) values")
    }
    if facts.outside > 0 {
      remarks.append("\(count(facts.outside, "point", "points")) beyond the axis, marked at its edge")
    }
    if facts.leftOut > 0 {
      remarks.append(
        "\(count(facts.leftOut, "point", "points")) left out: a log scale has no place for 0 and less")
    }
    if facts.missing > 0 {
      remarks.append("\(count(facts.missing, "run lacks", "runs lack")) a value on some axis")
    }
    // A wide one scrolls where the page is narrow, with keys, too.
    writer.raw(isWide ? "<figure class=\"chart-cell wide\" tabindex=0 id=\"" : "<figure class=chart-cell id=\"")
    writer.text(anchor)
    writer.raw("\"")
    hooks?.write(to: &writer)
    writer.raw("><figcaption><h3>")
    writer.text(title)
    writer.raw("</h3>")
    if let unit {
      writer.raw(" <span class=quiet>")
      writer.text(unit)
      writer.raw("</span>")
    }
    if let directionText {
      writer.raw(" <span class=quiet>")
      writer.text(directionText)
      writer.raw("</span>")
    }
    if !remarks.isEmpty {
      writer.raw("<small>")
      writer.text(remarks.joined(separator: " · "))
      writer.raw("</small>")
    }
    writer.raw("</figcaption>\n")
    chart.write(into: &writer)
    if let ownLegend { writer.append(ownLegend) }
    if let links { writer.append(links) }
    writer.raw("</figure>\n")
  }

  private func count(_ count: Int, _ singular: String, _ plural: String) -> String {
    "\(NumberText.grouped(count)) \(count == 1 ? singular : plural)"
  }
}

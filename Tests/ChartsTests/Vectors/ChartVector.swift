import Charts
import Markup

/// A chart as input and as the drawing it must give, both as the vectors hold them.
struct ChartVector {
  var name: String
  var writeInput: (inout JSONWriter) -> Void
  var svg: String
  var facts: ChartFacts

  func write(into json: inout JSONWriter) {
    json.beginObject()
    json.key("name")
    json.string(name)
    json.key("chart")
    writeInput(&json)
    json.key("facts")
    json.beginObject()
    json.key("log")
    json.bool(facts.usesLog)
    json.key("bands")
    json.bool(facts.hasBands)
    json.key("shown")
    json.integer(Int64(facts.pointsShown))
    json.key("total")
    json.integer(Int64(facts.pointsTotal))
    json.key("clipped")
    json.integer(Int64(facts.clipped))
    json.key("marks")
    json.integer(Int64(facts.marksShown))
    json.key("outside")
    json.integer(Int64(facts.outside))
    json.key("leftOut")
    json.integer(Int64(facts.leftOut))
    if facts.missing > 0 {
      json.key("missing")
      json.integer(Int64(facts.missing))
    }
    json.endObject()
    json.key("svg")
    json.string(svg)
    json.endObject()
  }
}

extension ChartVector {
  /// Of a chart of lines.
  init(_ name: String, _ chart: LineChart) {
    var writer = MarkupWriter()
    chart.write(into: &writer)
    self.init(name: name, writeInput: { ChartVector.write(chart, into: &$0) }, svg: writer.string, facts: chart.facts)
  }

  private static func write(_ chart: LineChart, into json: inout JSONWriter) {
    json.beginObject()
    json.key("kind")
    json.string("line")
    json.key("id")
    json.string(chart.id)
    json.key("title")
    json.string(chart.title)
    json.key("xLabel")
    json.string(chart.xLabel)
    json.key("yScale")
    json.scale(chart.yScale)
    json.key("width")
    json.shortest(chart.size.width)
    json.key("height")
    json.shortest(chart.size.height)
    json.key("isCurve")
    json.bool(chart.isCurve)
    json.options(chart.options)
    json.key("series")
    json.list(chart.series) { $1.series($0) }
    json.endObject()
  }
}

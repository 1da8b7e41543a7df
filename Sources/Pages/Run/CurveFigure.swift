import Charts
import Markup
import RunModel

/// A curve of x and y — ROC, precision and recall, calibration — drawn, with its numbers below.
struct CurveFigure {
  private struct Line {
    var label: String
    var x: [Double]
    var y: [Double]
  }

  let record: MetricRecord
  /// Unique on the page.
  let id: String
  /// Whether its numbers stand below it.
  var showsValues = true

  /// Whether it has a line to draw.
  var isDrawable: Bool { !lines.isEmpty }

  func write(limit: Int, to writer: inout MarkupWriter) {
    let lines = lines.prefix(RunStyle.colours)
    if !lines.isEmpty {
      let series = lines.enumerated().map { index, line in
        ChartSeries(
          label: line.label, style: SeriesStyle(colour: index % RunStyle.colours, dash: 0),
          isEmphasised: lines.count == 1,
          segments: [zip(line.x, line.y).map { ChartPoint(x: $0, low: $1, high: $1, mid: $1, count: 1) }],
          nonFinite: [], last: nil)
      }
      LineChart(
        id: id, title: record.name, xLabel: record.data["x_label"]?.string ?? "x", yScale: .linear, series: series,
        size: ExperimentCharts.size, isCurve: true
      ).write(into: &writer)
      writer.raw("<p class=quiet>")
      writer.text((record.data["y_label"]?.string ?? "y") + " over " + (record.data["x_label"]?.string ?? "x"))
      writer.raw("</p>\n")
      if lines.count > 1 { writeLegend(Array(lines), to: &writer) }
    }
    guard showsValues else { return }
    writer.raw("<details><summary>Values</summary>\n")
    if let members = record.data["lines"]?.list {
      for member in members.prefix(20) {
        RecordGrid(columns: CurveFigure.columns(of: member)).write(
          caption: member["label"]?.string ?? record.name, limit: limit, to: &writer)
      }
    } else {
      RecordGrid(columns: CurveFigure.columns(of: record.data)).write(caption: record.name, limit: limit, to: &writer)
    }
    writer.raw("</details>\n")
  }

  /// The lists of a curve, without its labels.
  private static func columns(of value: StructuredValue) -> StructuredValue {
    .object((value.object ?? []).filter { $0.value.list != nil })
  }

  private var lines: [Line] {
    let members = record.data["lines"]?.list ?? [record.data]
    return members.compactMap { member in
      guard let x = member["x"]?.list, let y = member["y"]?.list else { return nil }
      let points = zip(x, y).compactMap { pair -> (Double, Double)? in
        guard let x = pair.0.double, let y = pair.1.double, x.isFinite, y.isFinite else { return nil }
        return (x, y)
      }
      guard points.count > 1 else { return nil }
      return Line(label: member["label"]?.string ?? record.name, x: points.map(\.0), y: points.map(\.1))
    }
  }

  private func writeLegend(_ lines: [Line], to writer: inout MarkupWriter) {
    writer.raw("<ul class=legend>")
    for (index, line) in lines.enumerated() {
      writer.raw("<li><i class=\"k c")
      writer.integer(index % RunStyle.colours)
      writer.raw(" d0\"></i>")
      writer.text(line.label)
      writer.raw("</li>")
    }
    writer.raw("</ul>\n")
  }
}

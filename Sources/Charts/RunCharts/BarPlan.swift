internal import Markup

/// Where the bars of a chart are.
struct BarPlan: Sendable {
  private static let rowHeight = 20.0
  private static let barHeight = 10.0

  struct Row: Sendable {
    var run: ChartRun
    var text: String
    /// Where the bar begins and ends; nil for a value that has no bar.
    var start: Double
    var end: Double?
    /// The edge the bar would go beyond.
    var edge: EdgeGlyph?
  }

  let size: ChartSize
  let isLogarithmic: Bool
  let rows: [Row]
  private let area: PlotArea
  /// Where 0 is, which a logarithmic axis does not have.
  private let zero: Double?

  init(_ bars: [BarChart.Bar], scale: YScale, width: Double, clipsOutliers: Bool) {
    size = ChartSize(width: width, height: 8 + Self.rowHeight * Double(bars.count))
    let texts = bars.map { $0.text.map(ChartText.cut) ?? ChartText.value($0.value) }
    let labelRoom = min(bars.reduce(0) { max($0, ChartText.width($1.run.label)) }.rounded(.up), size.width * 0.4)
    let valueRoom = min(texts.reduce(0) { max($0, ChartText.width($1)) }.rounded(.up), size.width * 0.3)
    area = PlotArea(
      left: labelRoom + 8, right: size.width - valueRoom - 12, top: 4, bottom: 4 + Self.rowHeight * Double(bars.count))

    // Automatic is linear: the length of a bar says how great its value is.
    let wanted: YScale = if case .logarithmic = scale { .logarithmic } else { .linear }
    let axis = ValueAxis(wanted, for: bars.map(\.value), clipsOutliers: clipsOutliers)
    let isLogarithmic = axis?.isLogarithmic ?? false
    self.isLogarithmic = isLogarithmic
    let measure = axis.map { $0.isLogarithmic ? $0.scale : BarPlan.fromZero($0.inside) }
    let area = area
    let base = area.x(isLogarithmic ? 0 : measure?.fraction(0) ?? 0)
    zero = isLogarithmic || measure == nil ? nil : base
    rows = zip(bars, texts).map { bar, text in
      guard let axis, let measure, axis.shows(bar.value) else { return Row(run: bar.run, text: text, start: base) }
      return Row(
        run: bar.run, text: text, start: base, end: area.x(measure.fraction(bar.value)),
        edge: measure.endsBelow(bar.value) ? .right : measure.beginsAbove(bar.value) ? .left : nil)
    }
  }

  private static func fromZero(_ range: ClosedRange<Double>) -> HeightScale {
    let (low, high) = (min(range.lowerBound, 0), max(range.upperBound, 0))
    return .linear(LinearScale(exactly: low, low == high ? 1 : high))
  }

  private func top(_ index: Int) -> Double { area.top + Self.rowHeight * Double(index) }

  func write(into writer: inout ByteCursor) {
    for (index, row) in rows.enumerated() { write(row, top: top(index), into: &writer) }
    if let zero {
      writer.raw("<path class=\"axis\" d=\"")
      var path = PathWriter()
      path.move(zero, area.top, into: &writer)
      path.line(zero, area.bottom, into: &writer)
      path.flush(into: &writer)
      writer.raw("\"/>\n")
    }
    writer.raw("<g class=\"names\">")
    for (index, row) in rows.enumerated() {
      TextMark.write(
        ChartText.fit(row.run.label, area.left - 8), 0, top(index) + 14, isEmphasised: row.run.isEmphasised,
        title: ChartText.cut(row.run.label), into: &writer)
    }
    writer.raw("</g>\n<g class=\"ticks\" text-anchor=\"end\">")
    for (index, row) in rows.enumerated() {
      TextMark.write(
        ChartText.fit(row.text, size.width - area.right - 12), size.width, top(index) + 14,
        isEmphasised: row.run.isEmphasised, into: &writer)
    }
    writer.raw("</g>\n")
  }

  private func write(_ row: Row, top: Double, into writer: inout ByteCursor) {
    guard let end = row.end else { return }
    let upper = top + (Self.rowHeight - Self.barHeight) / 2
    DrawingMark.openGroup(row.run, "bar", hover: "\(ChartText.cut(row.run.label)): \(row.text)", into: &writer)
    writer.raw("<path d=\"")
    var path = PathWriter()
    path.move(row.start, upper, into: &writer)
    path.line(end, upper, into: &writer)
    path.line(end, upper + Self.barHeight, into: &writer)
    path.line(row.start, upper + Self.barHeight, into: &writer)
    path.close(into: &writer)
    writer.raw("\"/>")
    if let edge = row.edge {
      edge.write(end, top + Self.rowHeight / 2, into: &writer)
      writer.raw("/>")
    }
    writer.raw("</g>\n")
  }
}

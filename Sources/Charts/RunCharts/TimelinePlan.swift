internal import Markup

/// Where the lanes of a timeline are, and its axis.
struct TimelinePlan: Sendable {
  private static let rowHeight = 20.0
  private static let barHeight = 12.0
  private static let waitHeight = 3.0
  /// Of a shape in the legend.
  private static let swatchWidth = 18.0
  /// A run of a second in a window of weeks can still be seen.
  private static let leastWidth = 1.5

  let size: ChartSize
  /// The window in words.
  let span: String
  /// The lanes that have a name.
  let names: [String]
  private let area: PlotArea
  private let scale: PlaceScale
  private let ticks: [Tick]
  private let rest: String

  init(_ lanes: [TimelineChart.Lane], window: ClosedRange<Double>, width: Double) {
    let bottom = 4 + Self.rowHeight * Double(max(1, lanes.count))
    size = ChartSize(width: width, height: bottom + 36)
    let labelRoom = min(lanes.reduce(0) { max($0, ChartText.width($1.label)) }.rounded(.up), size.width * 0.25)
    area = PlotArea(left: labelRoom + 8, right: size.width - 12, top: 4, bottom: bottom)
    scale = PlaceScale(.moment, spanning: window.lowerBound, window.upperBound)
    (ticks, rest) = scale.ticks(width: area.width, isWhole: false)
    span = "\(scale.text(scale.ends.low)) to \(scale.text(scale.ends.high)) UTC"
    names = lanes.map(\.label).filter { !$0.isEmpty }.map(ChartText.cut)
  }

  private func top(_ lane: Int) -> Double { area.top + Self.rowHeight * Double(lane) }

  func write(_ lanes: [TimelineChart.Lane], into writer: inout ByteCursor) {
    writeGrid(lanes, into: &writer)
    for (index, lane) in lanes.enumerated() {
      for bar in lane.bars { writeWait(bar, top: top(index), into: &writer) }
    }
    for (index, lane) in lanes.enumerated() {
      for bar in lane.bars { write(bar, top: top(index), into: &writer) }
    }
    writer.raw("<g class=\"names\">")
    for (index, lane) in lanes.enumerated() where !lane.label.isEmpty {
      TextMark.write(
        ChartText.fit(lane.label, area.left - 8), 0, top(index) + 14, title: ChartText.cut(lane.label), into: &writer)
    }
    writer.raw("</g>\n<g class=\"ticks\" text-anchor=\"middle\">")
    for tick in ticks { TextMark.write(tick.text, area.x(tick.fraction), area.bottom + 16, into: &writer) }
    TextMark.write(rest.isEmpty ? "UTC" : "UTC, \(rest)", area.right, area.bottom + 31, anchor: "end", into: &writer)
    writer.raw("</g>\n")
    writeLegend(lanes, into: &writer)
  }

  /// The shapes that occur, each before its words.
  private func writeLegend(_ lanes: [TimelineChart.Lane], into writer: inout ByteCursor) {
    let bars = lanes.lazy.flatMap(\.bars)
    var left = area.left
    if bars.contains(where: { $0.start != nil }) { writeKey("ran", isWait: false, isOpen: false, &left, into: &writer) }
    if bars.contains(where: { $0.start != nil && $0.isOpen }) {
      writeKey("still runs", isWait: false, isOpen: true, &left, into: &writer)
    }
    if bars.contains(where: { $0.queued != nil }) {
      writeKey("queued", isWait: true, isOpen: false, &left, into: &writer)
    }
    if bars.contains(where: { $0.start == nil && $0.isOpen }) {
      writeKey("still queued", isWait: true, isOpen: true, &left, into: &writer)
    }
  }

  private func writeKey(
    _ words: String, isWait: Bool, isOpen: Bool, _ left: inout Double, into writer: inout ByteCursor
  ) {
    let middle = area.bottom + 27
    let height = isWait ? Self.waitHeight : Self.barHeight
    writer.raw(isWait ? "<g class=\"key wait" : "<g class=\"key bar")
    writer.raw("\" fill=\"none\" stroke=\"currentColor\">")
    writeBox(left, left + Self.swatchWidth, middle - height / 2, height: height, into: &writer)
    if isOpen {
      EdgeGlyph.right.write(left + Self.swatchWidth, middle, into: &writer)
      writer.raw("/>")
    }
    writer.raw("</g>\n")
    left += Self.swatchWidth + 10
    TextMark.write(words, left, middle + 4, into: &writer)
    writer.raw("\n")
    left += ChartText.width(words) + 16
  }

  /// The ticks through all lanes, and a line below those of each node.
  private func writeGrid(_ lanes: [TimelineChart.Lane], into writer: inout ByteCursor) {
    var path = PathWriter()
    writer.raw("<path class=\"grid\" fill=\"none\" d=\"")
    for tick in ticks {
      path.move(area.x(tick.fraction), area.top, into: &writer)
      path.line(area.x(tick.fraction), area.bottom, into: &writer)
    }
    for index in lanes.indices.dropFirst() where !lanes[index].label.isEmpty {
      path.move(0, top(index), into: &writer)
      path.line(area.right, top(index), into: &writer)
    }
    path.flush(into: &writer)
    writer.raw("\"/>\n<path class=\"axis\" fill=\"none\" d=\"")
    path.move(area.left, area.bottom, into: &writer)
    path.line(area.right, area.bottom, into: &writer)
    for tick in ticks {
      path.move(area.x(tick.fraction), area.bottom, into: &writer)
      path.line(area.x(tick.fraction), area.bottom + 4, into: &writer)
    }
    path.flush(into: &writer)
    writer.raw("\"/>\n")
  }

  private func x(_ moment: Double) -> Double { area.x(scale.fraction(moment)) }

  private func writeWait(_ bar: TimelineChart.Bar, top: Double, into writer: inout ByteCursor) {
    guard let queued = bar.queued, let start = bar.start, x(start) - x(queued) >= 0.5 else { return }
    DrawingMark.openGroup(bar.run, "wait", hover: "queued: \(ChartText.cut(bar.text))", into: &writer)
    // Below the bars: who waited for a node is seen beside what ran on it.
    writeBox(x(queued), x(start), top + 16.5, height: Self.waitHeight, into: &writer)
    writer.raw("</g>\n")
  }

  private func write(_ bar: TimelineChart.Bar, top: Double, into writer: inout ByteCursor) {
    let start = min(x(bar.start ?? bar.queued ?? bar.end), area.right - Self.leastWidth)
    let end = max(x(bar.end), start + Self.leastWidth)
    if let link = bar.link {
      // The tables have the same links in the order of the keyboard.
      writer.raw("<a href=\"")
      writer.text(link)
      writer.raw("\" tabindex=\"-1\">")
    }
    DrawingMark.openGroup(bar.run, bar.start == nil ? "wait" : "bar", hover: ChartText.cut(bar.text), into: &writer)
    let height = bar.start == nil ? Self.waitHeight : Self.barHeight
    writeBox(start, end, top + (Self.rowHeight - height) / 2, height: height, into: &writer)
    if bar.isOpen {
      EdgeGlyph.right.write(end, top + Self.rowHeight / 2, into: &writer)
      writer.raw("/>")
    }
    writer.raw(bar.link == nil ? "</g>\n" : "</g></a>\n")
  }

  private func writeBox(
    _ left: Double, _ right: Double, _ upper: Double, height: Double, into writer: inout ByteCursor
  ) {
    writer.raw("<path d=\"")
    var path = PathWriter()
    path.move(left, upper, into: &writer)
    path.line(right, upper, into: &writer)
    path.line(right, upper + height, into: &writer)
    path.line(left, upper + height, into: &writer)
    path.close(into: &writer)
    writer.raw("\"/>")
  }
}

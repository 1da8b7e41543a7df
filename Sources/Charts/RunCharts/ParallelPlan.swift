internal import Markup

/// Where the axes and lines of parallel coordinates are.
struct ParallelPlan: Sendable {
  private let id: String
  private let area: PlotArea
  private let size: ChartSize
  private let axes: [ParallelAxis]
  private let lines: [ParallelChart.Line]
  private(set) var facts = ChartFacts()

  init(id: String, axes: [ParallelChart.Axis], lines: [ParallelChart.Line], size: ChartSize) {
    self.id = id
    self.size = size
    let measures = axes.enumerated().map { place, axis in
      ParallelAxis.Measure(axis, values: lines.map { place < $0.values.count ? $0.values[place] : nil })
    }
    let hasMissing = measures.contains(where: \.hasMissing)
    var area = PlotArea(left: 0, right: size.width - 18, top: 38, bottom: size.height - (hasMissing ? 26 : 10))
    area.left = min(max(44, (measures.first?.textWidth(height: area.height) ?? 0) + 9), size.width / 4).rounded(.up)
    self.area = area
    let gap = axes.count > 1 ? area.width / Double(axes.count - 1) : area.width
    self.axes = measures.enumerated().map { place, measure in
      ParallelAxis(
        measure, x: area.left + gap * Double(place), area: area, room: place == 0 ? area.left - 9 : gap - 16)
    }
    self.lines = lines
    facts.pointsShown = lines.count
    facts.pointsTotal = lines.count
    facts.usesLog = measures.contains(where: \.isLogarithmic)
    facts.missing = lines.count { line in
      measures.indices.contains { !measures[$0].shows($0 < line.values.count ? line.values[$0] : nil) }
    }
  }

  func write(into writer: inout ByteCursor) {
    writer.raw("<g class=\"axis\" fill=\"none\" stroke=\"currentColor\"><path d=\"")
    var path = PathWriter()
    for axis in axes {
      path.move(axis.x, area.top, into: &writer)
      path.line(axis.x, area.bottom, into: &writer)
      for tick in axis.ticks {
        path.move(axis.x - 3, area.y(tick.fraction), into: &writer)
        path.line(axis.x, area.y(tick.fraction), into: &writer)
      }
    }
    path.flush(into: &writer)
    writer.raw("\"/></g>\n")
    for (index, line) in ChartRun.order(Array(lines.enumerated()), \.element.run) {
      write(line, number: index, into: &writer)
    }
    // Above the lines, which would hide them.
    writer.raw("<g class=\"ticks halo\" text-anchor=\"end\">")
    for axis in axes { axis.writeTicks(area: area, into: &writer) }
    writer.raw("</g>\n<g class=\"ticks\">")
    for (index, axis) in axes.enumerated() {
      let (x, anchor, _) = head(index)
      axis.writeDirection(x: x, anchor: anchor, into: &writer)
    }
    writer.raw("</g>\n<g class=\"names\">")
    for (index, axis) in axes.enumerated() {
      let (x, anchor, room) = head(index)
      axis.writeHead(x: x, anchor: anchor, room: room, into: &writer)
    }
    writer.raw("</g>\n")
  }

  /// Where the name of an axis stands: above it, but within the picture.
  private func head(_ index: Int) -> (x: Double, anchor: StaticString?, room: Double) {
    let gap = axes.count > 1 ? axes[1].x - axes[0].x : area.width
    if index == 0 { return (0, nil, area.left + gap / 2 - 6) }
    if index == axes.count - 1 { return (size.width, "end", size.width - area.right + gap / 2 - 6) }
    return (axes[index].x, "middle", gap - 6)
  }

  private func write(_ line: ParallelChart.Line, number: Int, into writer: inout ByteCursor) {
    let texts = axes.enumerated().map { "\($1.label) \($1.text(value($0, of: line)))" }
    DrawingMark.openGroup(
      line.run, hover: "\(ChartText.cut(line.run.label)): \(texts.joined(separator: ", "))", into: &writer)
    writer.raw("<path id=\"")
    writeID(number, into: &writer)
    writer.raw("\" d=\"")
    var path = PathWriter()
    for (index, axis) in axes.enumerated() {
      let height = axis.height(value(index, of: line), area: area)
      if index == 0 { path.move(axis.x, height, into: &writer) } else { path.line(axis.x, height, into: &writer) }
    }
    path.flush(into: &writer)
    writer.raw("\"/><use href=\"#")
    writeID(number, into: &writer)
    writer.raw("\"/></g>\n")
  }

  private func value(_ axis: Int, of line: ParallelChart.Line) -> Double? {
    axis < line.values.count ? line.values[axis] : nil
  }

  private func writeID(_ number: Int, into writer: inout ByteCursor) {
    writer.text(id)
    writer.raw("-s")
    writer.integer(number)
  }

  func writeDescription(into writer: inout ByteCursor) {
    writer.integer(lines.count)
    writer.raw(lines.count == 1 ? " run over " : " runs over ")
    DrawingMark.writeList(axes.map(\.description), into: &writer)
    guard facts.missing > 0 else { return }
    writer.raw(" ")
    writer.integer(facts.missing)
    writer.raw(facts.missing == 1 ? " run lacks a value." : " runs lack a value.")
  }
}

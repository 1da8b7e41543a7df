internal import Markup

/// The grid, the base line, and the numbers beside them.
struct AxisMark {
  let frame: ChartFrame

  func write(into writer: inout ByteCursor) {
    writer.raw("<g class=\"axis\" fill=\"none\" stroke=\"currentColor\">")
    writeGrid(into: &writer)
    writeBase(into: &writer)
    writer.raw("</g>\n<g class=\"ticks\" text-anchor=\"end\">")
    writeHeights(into: &writer)
    writer.raw("</g>\n<g class=\"ticks\" text-anchor=\"middle\">")
    writePlaces(into: &writer)
    writer.raw("</g>\n")
  }

  private func writeGrid(into writer: inout ByteCursor) {
    var path = PathWriter()
    var isEmpty = true
    for tick in frame.yTicks {
      let y = frame.area.y(tick.fraction)
      // The base line stands there already.
      guard y < frame.area.bottom - 0.5 else { continue }
      if isEmpty { writer.raw("<path class=\"grid\" d=\"") }
      isEmpty = false
      path.move(frame.area.left, y, into: &writer)
      path.line(frame.area.right, y, into: &writer)
    }
    path.flush(into: &writer)
    if !isEmpty { writer.raw("\"/>") }
  }

  private func writeBase(into writer: inout ByteCursor) {
    writer.raw("<path d=\"")
    var path = PathWriter()
    path.move(frame.area.left, frame.area.bottom, into: &writer)
    path.line(frame.area.right, frame.area.bottom, into: &writer)
    for tick in frame.xTicks {
      path.move(frame.area.x(tick.fraction), frame.area.bottom, into: &writer)
      path.line(frame.area.x(tick.fraction), frame.area.bottom + 4, into: &writer)
    }
    path.flush(into: &writer)
    writer.raw("\"/>")
  }

  private func writeHeights(into writer: inout ByteCursor) {
    if let label = frame.yLabel {
      TextMark.write(ChartText.fit(label, frame.size.width), 0, 12, anchor: "start", into: &writer)
    }
    guard frame.hasValues else {
      let middle = (frame.area.left + frame.area.right) / 2
      TextMark.write("no finite values", middle, frame.area.y(0.5) + 4, anchor: "middle", into: &writer)
      return
    }
    for tick in frame.yTicks {
      TextMark.write(tick.text, frame.area.left - 7, frame.area.y(tick.fraction) + 4, into: &writer)
    }
  }

  private func writePlaces(into writer: inout ByteCursor) {
    let labelWidth = ChartText.width(frame.xLabel)
    let labelEnd = frame.hasLabelRow ? frame.area.right : frame.size.width - 2
    let free = frame.hasLabelRow ? frame.size.width : labelEnd - labelWidth - 6
    let row = frame.area.bottom + 16
    for tick in frame.xTicks {
      let x = frame.area.x(tick.fraction)
      guard x + ChartText.width(tick.text) / 2 <= free else { continue }
      TextMark.write(tick.text, x, row, into: &writer)
    }
    guard !frame.xLabel.isEmpty else { return }
    TextMark.write(frame.xLabel, labelEnd, frame.hasLabelRow ? row + 14 : row, anchor: "end", into: &writer)
  }
}

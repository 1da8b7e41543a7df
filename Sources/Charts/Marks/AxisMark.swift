internal import Markup

/// The grid, the axes, and the numbers beside them.
enum AxisMark {
  /// Writes them.
  ///
  /// - Parameter places: the x axis as it was written for this frame or one like it; nil if it is to be written.
  static func write(_ frame: ChartFrame, places: PlaceAxisMark? = nil, into writer: inout ByteCursor) {
    writer.raw("<g class=\"axis\" fill=\"none\" stroke=\"currentColor\">")
    writeGrid(of: frame, into: &writer)
    if let places { writer.raw(places.base) } else { PlaceAxisMark.writeBase(of: frame, into: &writer) }
    writer.raw("</g>\n<g class=\"ticks\" text-anchor=\"end\">")
    writeHeights(of: frame, into: &writer)
    writer.raw("</g>\n<g class=\"ticks\" text-anchor=\"middle\">")
    if let places { writer.raw(places.texts) } else { PlaceAxisMark.writeTexts(of: frame, into: &writer) }
    writer.raw("</g>\n")
  }

  private static func writeGrid(of frame: ChartFrame, into writer: inout ByteCursor) {
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

  private static func writeHeights(of frame: ChartFrame, into writer: inout ByteCursor) {
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
}

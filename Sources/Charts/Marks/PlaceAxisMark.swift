internal import Markup

/// The x axis as it is written: a line with ticks, and the texts below it.
///
/// The charts of a page mostly have the same one, which is written once.
final class PlaceAxisMark: Sendable {
  let base: [UInt8]
  let texts: [UInt8]

  init(_ frame: ChartFrame) {
    base = PlaceAxisMark.bytes { PlaceAxisMark.writeBase(of: frame, into: &$0) }
    texts = PlaceAxisMark.bytes { PlaceAxisMark.writeTexts(of: frame, into: &$0) }
  }

  private static func bytes(_ body: (inout ByteCursor) -> Void) -> [UInt8] {
    var writer = MarkupWriter()
    writer.write(atMost: 800, body)
    return writer.bytes
  }

  static func writeBase(of frame: ChartFrame, into writer: inout ByteCursor) {
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

  static func writeTexts(of frame: ChartFrame, into writer: inout ByteCursor) {
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

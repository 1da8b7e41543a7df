internal import Markup

/// The area between the least and the greatest value of each point, as a path.
struct BandMark {
  let series: PreparedSeries
  let plan: ChartPlan

  /// Writes the path, where there is a band at all.
  func write(into writer: inout ByteCursor) {
    var path = PathWriter()
    var isEmpty = true
    for segment in series.segments where segment.contains(where: { $0.low < $0.high }) {
      if isEmpty {
        writer.raw("<path class=\"c")
        writer.integer(series.style.colour)
        writer.raw("\" d=\"")
      }
      isEmpty = false
      write(segment, with: &path, into: &writer)
    }
    if !isEmpty { writer.raw("\"/>\n") }
  }

  private func write(_ segment: [ChartPoint], with path: inout PathWriter, into writer: inout ByteCursor) {
    guard let first = segment.first, let last = segment.last else { return }
    let start = plan.point(first.x, first.high)
    let end = plan.point(last.x, last.low)
    if (start.x - end.x).magnitude < 1 {
      // A band of no width would not be seen.
      path.move(start.x - 0.5, start.y, into: &writer)
      path.line(start.x + 0.5, start.y, into: &writer)
    } else {
      path.move(start.x, start.y, into: &writer)
    }
    for point in segment.dropFirst() {
      let high = plan.point(point.x, point.high)
      path.line(high.x, high.y, into: &writer)
    }
    for point in segment.reversed() {
      let low = plan.point(point.x, point.low)
      path.line(low.x, low.y, into: &writer)
    }
    path.close(into: &writer)
  }
}

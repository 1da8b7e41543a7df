internal import Markup

/// The area between the least and the greatest value of each point, as a path.
struct BandMark {
  private(set) var path = PathWriter()

  init(_ series: PreparedSeries, plan: ChartPlan) {
    for segment in series.segments where segment.contains(where: { $0.low < $0.high }) {
      add(segment, plan)
    }
    path.flush()
  }

  private mutating func add(_ segment: [ChartPoint], _ plan: ChartPlan) {
    guard let first = segment.first, let last = segment.last else { return }
    let start = plan.point(first.x, first.high)
    let end = plan.point(last.x, last.low)
    if (start.x - end.x).magnitude < 1 {
      // A band of no width would not be seen.
      path.move(start.x - 0.5, start.y)
      path.line(start.x + 0.5, start.y)
    } else {
      path.move(start.x, start.y)
    }
    for point in segment.dropFirst() {
      let high = plan.point(point.x, point.high)
      path.line(high.x, high.y)
    }
    for point in segment.reversed() {
      let low = plan.point(point.x, point.low)
      path.line(low.x, low.y)
    }
    path.close()
  }

  /// Writes the path, where there is a band at all.
  func write(_ series: PreparedSeries, into writer: inout MarkupWriter) {
    guard !path.bytes.isEmpty else { return }
    writer.raw("<path class=\"c")
    writer.integer(series.style.colour)
    writer.raw("\" d=\"")
    writer.bytes.append(contentsOf: path.bytes)
    writer.raw("\"/>\n")
  }
}

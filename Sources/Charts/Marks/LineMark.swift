internal import Markup

/// A series as a line through the means of its points, with dots where a line would hide how few there are.
///
/// It borrows the series and the plan, which are large.
enum LineMark {
  /// A series of at most this many points shows each of them.
  private static let dottedCount = 12

  /// Whether there is nothing to draw.
  static func isEmpty(_ series: PreparedSeries) -> Bool { series.segments.allSatisfy { $0.isEmpty } }

  /// Writes the paths; the line once more, unseen and wide, for the pointer to find.
  static func write(_ series: PreparedSeries, plan: ChartPlan, into writer: inout ByteCursor) {
    if series.segments.contains(where: { $0.count > 1 }) {
      if let smoothed = series.smoothed {
        writer.raw("<path class=\"raw\" d=\"")
        writeLine(series.segments, plan: plan, into: &writer)
        writer.raw("\"/>")
        writeLine(smoothed, withID: series.index, plan: plan, into: &writer)
      } else {
        writeLine(series.segments, withID: series.index, plan: plan, into: &writer)
      }
    }
    let showsAll = !plan.isCurve && series.pointCount <= dottedCount
    if showsAll && !isEmpty(series) || series.segments.contains(where: { $0.count == 1 }) {
      writer.raw("<path class=\"dots\" d=\"")
      writeDots(series.segments, showsAll: showsAll, plan: plan, into: &writer)
      writer.raw("\"/>")
    }
  }

  private static func writeLine(
    _ segments: [[ChartPoint]], withID index: Int, plan: ChartPlan, into writer: inout ByteCursor
  ) {
    writer.raw("<path id=\"")
    writeID(index, plan: plan, into: &writer)
    writer.raw("\" d=\"")
    writeLine(segments, plan: plan, into: &writer)
    writer.raw("\"/><use href=\"#")
    writeID(index, plan: plan, into: &writer)
    writer.raw("\"/>")
  }

  private static func writeID(_ index: Int, plan: ChartPlan, into writer: inout ByteCursor) {
    writer.text(plan.id)
    writer.raw("-s")
    writer.integer(index)
  }

  private static func writeLine(_ segments: [[ChartPoint]], plan: ChartPlan, into writer: inout ByteCursor) {
    var path = PathWriter()
    for segment in segments where segment.count > 1 {
      var isFirst = true
      for point in segment {
        let place = plan.point(point.x, point.mid)
        if isFirst { path.move(place.x, place.y, into: &writer) } else { path.line(place.x, place.y, into: &writer) }
        isFirst = false
      }
    }
    path.flush(into: &writer)
  }

  private static func writeDots(
    _ segments: [[ChartPoint]], showsAll: Bool, plan: ChartPlan, into writer: inout ByteCursor
  ) {
    var path = PathWriter()
    for segment in segments where showsAll || segment.count == 1 {
      for point in segment {
        let place = plan.point(point.x, point.mid)
        path.dot(place.x, place.y, into: &writer)
      }
    }
  }
}

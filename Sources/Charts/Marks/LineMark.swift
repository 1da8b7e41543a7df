internal import Markup

/// A series as a line through the means of its points, with dots where a line would hide how few there are.
struct LineMark {
  /// A series of at most this many points shows each of them.
  private static let dottedCount = 12

  private let series: PreparedSeries
  private let plan: ChartPlan
  private let hasLine: Bool
  private let hasDots: Bool
  private let showsAll: Bool

  init(_ series: PreparedSeries, plan: ChartPlan) {
    self.series = series
    self.plan = plan
    let count = series.segments.reduce(0) { $0 + $1.count }
    showsAll = !plan.isCurve && count <= Self.dottedCount
    hasLine = series.segments.contains { $0.count > 1 }
    hasDots = showsAll && count > 0 || series.segments.contains { $0.count == 1 }
  }

  var isEmpty: Bool { !hasLine && !hasDots }

  /// Writes the paths; the line once more, unseen and wide, for the pointer to find.
  func write(into writer: inout ByteCursor) {
    if hasLine {
      if let smoothed = series.smoothed {
        writer.raw("<path class=\"raw\" d=\"")
        writeLine(series.segments, into: &writer)
        writer.raw("\"/>")
        writeLine(withID: smoothed, into: &writer)
      } else {
        writeLine(withID: series.segments, into: &writer)
      }
    }
    if hasDots {
      writer.raw("<path class=\"dots\" d=\"")
      writeDots(into: &writer)
      writer.raw("\"/>")
    }
  }

  private func writeLine(withID segments: [[ChartPoint]], into writer: inout ByteCursor) {
    writer.raw("<path id=\"")
    writeID(into: &writer)
    writer.raw("\" d=\"")
    writeLine(segments, into: &writer)
    writer.raw("\"/><use href=\"#")
    writeID(into: &writer)
    writer.raw("\"/>")
  }

  private func writeID(into writer: inout ByteCursor) {
    writer.text(plan.id)
    writer.raw("-s")
    writer.integer(series.index)
  }

  private func writeLine(_ segments: [[ChartPoint]], into writer: inout ByteCursor) {
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

  private func writeDots(into writer: inout ByteCursor) {
    var path = PathWriter()
    for segment in series.segments where showsAll || segment.count == 1 {
      for point in segment {
        let place = plan.point(point.x, point.mid)
        path.dot(place.x, place.y, into: &writer)
      }
    }
  }
}

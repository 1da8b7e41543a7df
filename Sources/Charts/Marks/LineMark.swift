internal import Markup

/// A series as a line through the means of its points, with dots where a line would hide how few there are.
struct LineMark {
  /// A series of at most this many points shows each of them.
  private static let dottedCount = 12

  private(set) var line = PathWriter()
  private(set) var dots = PathWriter()

  init(_ series: PreparedSeries, plan: ChartPlan) {
    let showsAll = !plan.isCurve && series.segments.joined().count <= Self.dottedCount
    for segment in series.segments {
      for (index, point) in segment.enumerated() {
        let place = plan.point(point.x, point.mid)
        if segment.count > 1 {
          if index == 0 { line.move(place.x, place.y) } else { line.line(place.x, place.y) }
        }
        if segment.count == 1 || showsAll { dots.dot(place.x, place.y) }
      }
    }
    line.flush()
    dots.flush()
  }

  /// Writes the paths; the line once more, unseen and wide, for the pointer to find.
  func write(_ series: PreparedSeries, id: String, into writer: inout MarkupWriter) {
    if !line.bytes.isEmpty {
      writer.raw("<path id=\"")
      writer.text("\(id)-s\(series.index)")
      writer.raw("\" d=\"")
      writer.bytes.append(contentsOf: line.bytes)
      writer.raw("\"/><use href=\"#")
      writer.text("\(id)-s\(series.index)")
      writer.raw("\"/>")
    }
    if !dots.bytes.isEmpty {
      writer.raw("<path class=\"dots\" d=\"")
      writer.bytes.append(contentsOf: dots.bytes)
      writer.raw("\"/>")
    }
  }
}

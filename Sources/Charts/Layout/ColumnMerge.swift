/// Merges points that are too close to be told apart, keeping the least and greatest of them.
enum ColumnMerge {
  /// A segment is merged when it has more points than this for each unit of its width.
  static let density = 1.25

  /// How wide a column is: many lines are calmer with wider ones.
  static func width(lineCount: Int) -> Double { lineCount > 3 ? 2 : 1 }

  /// Merges the points of each segment by itself.
  static func merge(_ segments: inout [[ChartPoint]], x: PlaceScale, area: PlotArea, columnWidth: Double) {
    for place in segments.indices where isDense(segments[place], x: x, area: area) {
      merge(&segments[place], x: x, area: area, columnWidth: columnWidth)
    }
  }

  /// Asked first, since an array that others hold is copied to be changed.
  private static func isDense(_ segment: [ChartPoint], x: PlaceScale, area: PlotArea) -> Bool {
    guard let first = segment.first, let last = segment.last else { return false }
    let span = (x.fraction(last.x) - x.fraction(first.x)).magnitude * area.width
    return Double(segment.count) > max(2, span) * density
  }

  /// Merges the points of one segment where they share a column of the area, columns counted from its left.
  static func merge(_ segment: inout [ChartPoint], x: PlaceScale, area: PlotArea, columnWidth: Double) {
    guard let last = segment.last, isDense(segment, x: x, area: area) else { return }
    var merged: [ChartPoint] = []
    var column = -1.0
    for point in segment {
      let place = (x.fraction(point.x) * area.width / columnWidth).rounded(.down)
      if place == column, let end = merged.indices.last {
        merged[end].merge(point)
      } else {
        merged.append(point)
        column = place
      }
    }
    // The line ends where the values end.
    if merged.count > 1, let end = merged.indices.last { merged[end].x = last.x }
    segment = merged
  }
}

internal import Markup

/// A mark where a line leaves a y axis that leaves out outliers, for all points near one another that do.
struct OutsideGlyph: Sendable {
  /// A series has at most this many.
  static let limit = 20
  /// Marks of one side nearer than this to the first of them are one.
  private static let reach = 7.0

  var isAbove: Bool
  var x: Double
  /// How many points it stands for, the farthest value, and the x of the first and the last.
  var count: Int
  var value: Double
  var first: Double
  var last: Double

  static func place(_ series: PreparedSeries, plan: ChartPlan) -> [OutsideGlyph] {
    guard plan.clipsOutliers else { return [] }
    var glyphs: [OutsideGlyph] = []
    for point in series.segments.joined() {
      if plan.y.endsBelow(point.high) { add(point.x, point.high, isAbove: true, to: &glyphs, plan: plan) }
      if plan.y.beginsAbove(point.low) { add(point.x, point.low, isAbove: false, to: &glyphs, plan: plan) }
    }
    return glyphs
  }

  private static func add(
    _ place: Double, _ value: Double, isAbove: Bool, to glyphs: inout [OutsideGlyph], plan: ChartPlan
  ) {
    let x = plan.area.x(plan.x.fraction(place))
    if let near = glyphs.lastIndex(where: { $0.isAbove == isAbove }), (glyphs[near].x - x).magnitude < reach {
      glyphs[near].count += 1
      glyphs[near].last = place
      glyphs[near].value = isAbove ? max(glyphs[near].value, value) : min(glyphs[near].value, value)
    } else if glyphs.count < limit {
      glyphs.append(.init(isAbove: isAbove, x: x, count: 1, value: value, first: place, last: place))
    }
  }

  /// An arrow head beyond the edge that the line leaves by.
  func write(plan: ChartPlan, into writer: inout ByteCursor) {
    let edge: EdgeGlyph = isAbove ? .up : .down
    edge.write(x, isAbove ? plan.area.top : plan.area.bottom, into: &writer)
    writer.raw("><title>")
    writer.text(text(plan: plan))
    writer.raw("</title></path>")
  }

  /// What it says: `50 at step 2777`, `3 points up to 50, step 2777 to 2801`.
  private func text(plan: ChartPlan) -> String {
    let place = "\(plan.xLabel) \(plan.x.text(first))"
    let value = ChartText.value(value)
    guard count > 1 else { return "\(value) at \(place)" }
    return "\(count) points \(isAbove ? "up" : "down") to \(value), \(place) to \(plan.x.text(last))"
  }
}

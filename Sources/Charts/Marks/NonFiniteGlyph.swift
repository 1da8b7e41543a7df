internal import Markup

/// A mark for NaN or an infinity, or for several that are too close to be told apart.
struct NonFiniteGlyph: Sendable {
  /// A series has at most this many.
  static let limit = 20
  /// Marks of one kind nearer than this to the first of them are one.
  private static let reach = 7.0

  var kind: NonFiniteMark.Kind
  var x: Double
  var y: Double
  /// How many values it stands for, and the x of the first and the last.
  var count: Int
  var first: Double
  var last: Double

  static func place(
    _ marks: [NonFiniteMark], x: PlaceScale, y: HeightScale, area: PlotArea
  ) -> [NonFiniteGlyph] {
    guard !marks.isEmpty else { return [] }
    var glyphs: [NonFiniteGlyph] = []
    for mark in marks {
      let level = mark.level.flatMap { $0.isFinite ? $0 : nil } ?? -.greatestFiniteMagnitude
      let place = (x: area.x(x.fraction(mark.x)), y: area.y(y.fraction(level)))
      if let end = glyphs.indices.last, glyphs[end].kind == mark.kind, (glyphs[end].x - place.x).magnitude < reach {
        glyphs[end].count += 1
        glyphs[end].last = mark.x
        continue
      }
      guard glyphs.count < limit else { continue }
      let y = min(max(place.y, area.top + 4), area.bottom - 4)
      glyphs.append(.init(kind: mark.kind, x: place.x, y: y, count: 1, first: mark.x, last: mark.x))
    }
    return glyphs
  }

  func write(plan: ChartPlan, into writer: inout ByteCursor) {
    writer.raw("<path class=\"mark\" d=\"M")
    switch kind {
    case .nan:
      writer.coordinate(x - 3)
      writer.raw(" ")
      writer.coordinate(y - 3)
      writer.raw("l6 6m0-6l-6 6")
    case .positiveInfinity:
      writer.coordinate(x)
      writer.raw(" ")
      writer.coordinate(plan.area.top)
      writer.raw("l4 7h-8z")
    case .negativeInfinity:
      writer.coordinate(x)
      writer.raw(" ")
      writer.coordinate(plan.area.bottom)
      writer.raw("l4-7h-8z")
    }
    writer.raw("\"><title>")
    writer.text(ChartText.mark(kind, count: count, first: first, last: last, plan: plan))
    writer.raw("</title></path>")
  }
}

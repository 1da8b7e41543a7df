internal import Markup

/// Where the points of a chart are.
struct ScatterPlan: Sendable {
  private let frame: ChartFrame
  private let x: ValueAxis?
  private let y: ValueAxis?
  private let categories: [String]
  private let dots: [DotsMark.Dot]
  private(set) var facts = ChartFacts()

  init(
    xLabel: String, yLabel: String, scales: (x: YScale, y: YScale), categories: [String],
    points: [ScatterChart.Point], size: ChartSize, clipsOutliers: Bool
  ) {
    self.categories = categories
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    let x = ValueAxis(
      categories.isEmpty ? scales.x : .linear, for: finite.map(\.x), clipsOutliers: clipsOutliers && categories.isEmpty)
    let y = ValueAxis(scales.y, for: finite.map(\.y), clipsOutliers: clipsOutliers)
    (self.x, self.y) = (x, y)
    let heights = y?.scale ?? .linear(LinearScale(fitting: 0, 1))
    var frame = ChartFrame(size: size, xLabel: xLabel, yLabel: yLabel, hasValues: x != nil && y != nil, y: heights)
    let places: HeightScale =
      categories.isEmpty
      ? x?.scale ?? .linear(LinearScale(fitting: 0, 1))
      : .linear(LinearScale(exactly: -0.5, Double(categories.count) - 0.5))
    if categories.isEmpty {
      let scale: PlaceScale =
        switch places {
        case .linear(let scale): .linear(scale)
        case .logarithmic(let scale): .logarithmic(scale)
        }
      frame.setTicks(of: scale, isWhole: finite.allSatisfy { $0.x == $0.x.rounded() })
    } else {
      frame.xTicks = CategoryTicks.across(categories, width: frame.area.width)
    }
    self.frame = frame

    let area = frame.area
    dots = finite.compactMap { point in
      guard let x, let y, x.shows(point.x), y.shows(point.y) else { return nil }
      let edge: EdgeGlyph? =
        heights.endsBelow(point.y)
        ? .up
        : heights.beginsAbove(point.y)
          ? .down : places.endsBelow(point.x) ? .right : places.beginsAbove(point.x) ? .left : nil
      let place = categories.isEmpty ? ChartText.value(point.x) : ScatterPlan.category(point.x, of: categories)
      return DotsMark.Dot(
        run: point.run, x: area.x(places.fraction(point.x)), y: area.y(heights.fraction(point.y)), edge: edge,
        hover: "\(ChartText.cut(point.run.label)): \(xLabel) \(place), \(yLabel) \(ChartText.value(point.y))")
    }
    facts.usesLog = heights.isLogarithmic
    facts.pointsShown = dots.count
    facts.pointsTotal = dots.count
    facts.leftOut = points.count - dots.count
    facts.outside = dots.count { $0.edge != nil }
  }

  private static func category(_ place: Double, of categories: [String]) -> String {
    place >= 0 && place < Double(categories.count) ? ChartText.cut(categories[Int(place)]) : ""
  }

  func write(into writer: inout ByteCursor) {
    AxisMark.write(frame, into: &writer)
    DotsMark(dots: dots).write(into: &writer)
    writeNames(into: &writer)
  }

  /// The names of the emphasised, where they do not overlap.
  private func writeNames(into writer: inout ByteCursor) {
    var heights: [Double] = []
    let emphasised = dots.filter(\.run.isEmphasised)
    guard !emphasised.isEmpty else { return }
    writer.raw("<g class=\"ends halo\">")
    for dot in emphasised where heights.allSatisfy({ ($0 - dot.y).magnitude >= EndLabel.distance }) {
      heights.append(dot.y)
      let name = ChartText.fit(dot.run.label, frame.area.width / 2)
      let isRight = dot.x + 7 + ChartText.width(name) <= frame.size.width
      TextMark.write(
        name, isRight ? dot.x + 7 : dot.x - 7, dot.y + 4, anchor: isRight ? nil : "end", colour: dot.run.style.colour,
        into: &writer)
    }
    writer.raw("</g>\n")
  }

  func writeDescription(into writer: inout ByteCursor) {
    guard let x, let y else { return writer.raw("No finite values.") }
    writer.integer(dots.count)
    writer.raw(dots.count == 1 ? " point, " : " points, ")
    writer.text(frame.xLabel)
    writer.raw(" ")
    writer.text(categories.isEmpty ? ChartText.range(x.range) : "of \(categories.count) kinds")
    if categories.isEmpty, x.isLogarithmic { writer.raw(", logarithmic") }
    writer.raw(", ")
    writer.text(frame.yLabel ?? "")
    writer.raw(" ")
    writer.text(ChartText.range(y.range))
    writer.raw(y.isLogarithmic ? ", logarithmic." : ".")
  }
}

internal import Markup

/// A chart of lines with everything decided and nothing drawn: scales, ticks, margins, points, labels.
///
/// A class, since each of its marks asks it, and it is large.
final class ChartPlan: Sendable {
  let id: String
  /// What x is, as somebody would say it: `step`.
  let xLabel: String
  let isCurve: Bool
  let clipsOutliers: Bool
  let smoothing: Double
  /// The least and greatest finite value of all lines; nil where there is none.
  let range: ClosedRange<Double>?
  let x: PlaceScale
  let y: HeightScale
  let frame: ChartFrame
  /// The x axis as it is written.
  let places: PlaceAxisMark
  /// Whether all places on the x axis are whole numbers.
  private let isWhole: Bool
  let series: [PreparedSeries]
  let endLabels: [EndLabel]
  let facts: ChartFacts

  var area: PlotArea { frame.area }

  init(
    id: String, xLabel: String, yScale: YScale, series: [ChartSeries], size: ChartSize, isCurve: Bool,
    options: LineOptions = LineOptions(), beside neighbour: ChartPlan? = nil
  ) {
    self.id = id
    self.xLabel = ChartText.cut(xLabel)
    self.isCurve = isCurve
    clipsOutliers = options.clipsOutliers
    smoothing = options.smoothing
    var prepared = series.indices.map { PreparedSeries.prepare(series[$0], index: $0) }
    var facts = ChartFacts()
    if options.xScale == .logarithmic,
      prepared.contains(where: { ChartPlan.xRange($0).map { $0.upperBound > 0 } ?? false })
    {
      for index in prepared.indices { facts.leftOut += prepared[index].keepPositivePlaces() }
    }
    range = prepared.reduce(nil) { ChartPlan.union($0, $1.range) }
    let whole = ChartPlan.heights(yScale, prepared, range: range)
    // What kind of axis it is does not depend on whether outliers are shown.
    let fence = clipsOutliers ? ChartPlan.fence(prepared, on: whole) : nil
    y = fence.map(whole.fitting) ?? whole
    let xRange = prepared.reduce(nil) { ChartPlan.union($0, ChartPlan.xRange($1)) }
    x = PlaceScale(options.xScale, spanning: xRange?.lowerBound ?? 0, xRange?.upperBound ?? 1)

    let widestEnd = prepared.reduce(0) { max($0, $1.lastText.map(ChartText.width) ?? 0) }
    var frame = ChartFrame(
      size: size, xLabel: self.xLabel, hasLabelRow: x.isMoment, hasValues: range != nil, y: y, widestEnd: widestEnd)
    isWhole = prepared.allSatisfy { $0.segments.allSatisfy { $0.allSatisfy { ChartPlan.isWhole($0.x) } } }
    if let neighbour, !x.isMoment, neighbour.x == x, neighbour.area.width == frame.area.width,
      neighbour.isWhole == isWhole
    {
      frame.xTicks = neighbour.frame.xTicks
    } else {
      frame.setTicks(of: x, isWhole: isWhole)
    }
    if let neighbour, frame.hasSamePlaces(as: neighbour.frame) {
      places = neighbour.places
    } else {
      places = PlaceAxisMark(frame)
    }
    if options.smoothing > 0 {
      for index in prepared.indices {
        prepared[index].smoothed = Smoothing.smooth(
          prepared[index].segments, by: options.smoothing, within: fence)
      }
    }
    if clipsOutliers { facts.outside = ChartPlan.outsideCount(prepared, y) }
    if !isCurve {
      let columnWidth = ColumnMerge.width(lineCount: prepared.count)
      for index in prepared.indices {
        ColumnMerge.merge(&prepared[index].segments, x: x, area: frame.area, columnWidth: columnWidth)
        guard var smoothed = prepared[index].smoothed else { continue }
        ColumnMerge.merge(&smoothed, x: x, area: frame.area, columnWidth: columnWidth)
        prepared[index].smoothed = smoothed
      }
    }
    self.series = prepared
    endLabels = EndLabel.place(prepared, x: x, y: y, area: frame.area)
    ChartPlan.count(prepared, x: x, y: y, area: frame.area, into: &facts)
    self.facts = facts
    self.frame = frame
  }

  private static func count(
    _ series: [PreparedSeries], x: PlaceScale, y: HeightScale, area: PlotArea, into facts: inout ChartFacts
  ) {
    facts.usesLog = y.isLogarithmic
    for index in series.indices {
      for segment in series[index].segments {
        for point in segment {
          facts.pointsShown += 1
          facts.pointsTotal += max(1, point.count)
          if point.count > 1 { facts.hasBands = true }
          if y.isLogarithmic, point.low <= 0 { facts.clipped += 1 }
        }
      }
      facts.marksShown += NonFiniteGlyph.place(series[index].nonFinite, x: x, y: y, area: area).count
    }
  }

  /// Where a value is drawn.
  func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (area.x(self.x.fraction(x)), area.y(self.y.fraction(y)))
  }

  /// Whether a finite place has no decimals.
  private static func isWhole(_ x: Double) -> Bool {
    // Beyond 2⁵³ there are no decimals; `rounded` is a call to the C library.
    x.magnitude >= 0x1p53 || Double(Int(x)) == x
  }

  private static func outsideCount(_ series: [PreparedSeries], _ y: HeightScale) -> Int {
    series.reduce(0) { sum, line in
      sum + line.segments.joined().count { y.endsBelow($0.high) || y.beginsAbove($0.low) }
    }
  }

  /// About how many bytes the drawing takes, rather too many than too few.
  var byteBound: Int {
    let points = series.reduce(0) { $0 + $1.segments.reduce(0) { $0 + $1.count } + $1.nonFinite.count }
    let names = series.reduce(0) { $0 + 2 * $1.label.utf8.count + 300 }
    return 2000 + places.base.count + places.texts.count + names + 16 * points * (facts.hasBands ? 4 : 2)
  }
}

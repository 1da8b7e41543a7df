internal import Markup

/// A chart with everything decided and nothing drawn: scales, ticks, margins, points, labels.
struct ChartPlan: Sendable {
  let id: String
  let xLabel: String
  let size: ChartSize
  let isCurve: Bool
  /// The least and greatest finite value of all lines; nil where there is none.
  let range: ClosedRange<Double>?
  let x: LinearScale
  let y: HeightScale
  let area: PlotArea
  let xTicks: [Tick]
  /// Whether all places on the x axis are whole numbers.
  private let isWhole: Bool
  let yTicks: [Tick]
  /// True where the x label does not fit beside the ticks and has a row of its own.
  let hasLabelRow: Bool
  let series: [PreparedSeries]
  let endLabels: [EndLabel]
  private(set) var facts = ChartFacts()

  init(
    id: String, xLabel: String, yScale: YScale, series: [ChartSeries], size: ChartSize, isCurve: Bool,
    beside neighbour: ChartPlan? = nil
  ) {
    self.id = id
    self.xLabel = ChartText.cut(xLabel)
    self.size = size
    self.isCurve = isCurve
    var prepared = series.enumerated().map { PreparedSeries($1, index: $0) }
    range = prepared.reduce(nil) { ChartPlan.union($0, $1.range) }
    y = ChartPlan.heights(yScale, prepared, range: range)
    let xRange = prepared.reduce(nil) { ChartPlan.union($0, ChartPlan.xRange($1)) }
    x = LinearScale(spanning: xRange?.lowerBound ?? 0, xRange?.upperBound ?? 1)

    let labelWidth = ChartText.width(self.xLabel)
    hasLabelRow = labelWidth > 40
    var area = PlotArea(left: 0, right: 0, top: 8, bottom: size.height - (hasLabelRow ? 34 : 21))
    yTicks = y.ticks(limit: max(2, Int(area.height / 30)))
    let leftRoom = yTicks.reduce(0) { max($0, ChartText.width($1.text)) } + 9
    area.left = min(max(44, leftRoom.rounded(.up)), size.width / 3)
    let widestEnd = prepared.reduce(0) { max($0, $1.lastText.map(ChartText.width) ?? 0) }
    let rightRoom = max(widestEnd, hasLabelRow ? 0 : labelWidth + 4) + 9
    area.right = size.width - min(max(60, rightRoom.rounded(.up)), size.width / 4)
    self.area = area

    isWhole = prepared.allSatisfy { $0.segments.allSatisfy { $0.allSatisfy { $0.x == $0.x.rounded() } } }
    if let neighbour, neighbour.x == x, neighbour.area.width == area.width, neighbour.isWhole == isWhole {
      xTicks = neighbour.xTicks
    } else {
      xTicks = ChartPlan.xTicks(x, width: area.width, isWhole: isWhole)
    }
    if !isCurve {
      let columnWidth = ColumnMerge.width(lineCount: prepared.count)
      for index in prepared.indices {
        for place in prepared[index].segments.indices {
          ColumnMerge.merge(&prepared[index].segments[place], x: x, area: area, columnWidth: columnWidth)
        }
      }
    }
    self.series = prepared
    endLabels = EndLabel.place(prepared, x: x, y: y, area: area)
    tellFacts()
  }

  private mutating func tellFacts() {
    facts.usesLog = y.isLogarithmic
    for line in series {
      for segment in line.segments {
        for point in segment {
          facts.pointsShown += 1
          facts.pointsTotal += max(1, point.count)
          if point.count > 1 { facts.hasBands = true }
          if y.isLogarithmic, point.low <= 0 { facts.clipped += 1 }
        }
      }
      facts.marksShown += NonFiniteGlyph.place(line, plan: self).count
    }
  }

  /// Where a value is drawn.
  func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    (area.x(self.x.fraction(x)), area.y(self.y.fraction(y)))
  }

  private static func heights(_ wanted: YScale, _ series: [PreparedSeries], range: ClosedRange<Double>?) -> HeightScale
  {
    guard let range else { return .linear(LinearScale(fitting: 0, 1)) }
    switch wanted {
    case .linear: break
    case .automatic(let ratio):
      // Values that are near one another, or have 0 among them, need no closer look.
      guard range.lowerBound > 0, range.upperBound / range.lowerBound >= ratio else { break }
      var values = series.flatMap { $0.segments.joined().map(\.low) }
      values.append(range.upperBound)
      if LogScale.isApt(for: values, ratio: ratio) {
        return .logarithmic(LogScale(fitting: range.lowerBound, range.upperBound))
      }
    case .logarithmic:
      let positive = series.flatMap { $0.segments.joined().flatMap { [$0.low, $0.mid, $0.high] } }.filter { $0 > 0 }
      if let least = positive.min() { return .logarithmic(LogScale(fitting: least, range.upperBound)) }
    }
    return .linear(LinearScale(fitting: range.lowerBound, range.upperBound))
  }

  /// As many ticks as fit beside each other.
  private static func xTicks(_ x: LinearScale, width: Double, isWhole: Bool) -> [Tick] {
    for limit in stride(from: min(7, max(2, Int(width / 58))), to: 1, by: -1) {
      let ticks = x.ticks(limit: limit, isWhole: isWhole)
      let widest = ticks.reduce(0) { max($0, ChartText.width($1.text)) }
      let gap = ticks.count > 1 ? (ticks[1].fraction - ticks[0].fraction) * width : width
      if widest + 10 <= gap { return ticks }
    }
    return Array(x.ticks(limit: 1, isWhole: isWhole).prefix(1))
  }

  private static func xRange(_ series: PreparedSeries) -> ClosedRange<Double>? {
    var least = Double.infinity
    var greatest = -Double.infinity
    for segment in series.segments {
      for point in segment {
        least = min(least, point.x)
        greatest = max(greatest, point.x)
      }
    }
    for mark in series.nonFinite {
      least = min(least, mark.x)
      greatest = max(greatest, mark.x)
    }
    return least <= greatest ? least...greatest : nil
  }

  private static func union(_ a: ClosedRange<Double>?, _ b: ClosedRange<Double>?) -> ClosedRange<Double>? {
    guard let a, let b else { return a ?? b }
    return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
  }

  /// About how many bytes the drawing takes, rather too many than too few.
  var byteBound: Int {
    let points = series.reduce(0) { $0 + $1.segments.reduce(0) { $0 + $1.count } + $1.nonFinite.count }
    let names = series.reduce(0) { $0 + 2 * $1.label.utf8.count + 300 }
    return 2000 + names + 16 * points * (facts.hasBands ? 4 : 2)
  }
}

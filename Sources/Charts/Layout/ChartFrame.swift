/// What stands around the things that are drawn: the axes, and where they leave room.
struct ChartFrame: Sendable {
  let size: ChartSize
  private(set) var area: PlotArea
  var xTicks: [Tick] = []
  let yTicks: [Tick]
  var xLabel: String
  /// Written above the y axis; nil where the chart's title says what it is.
  let yLabel: String?
  /// True where the x label does not fit beside the ticks and has a row of its own.
  let hasLabelRow: Bool
  /// False where there is nothing to draw, which is said instead.
  let hasValues: Bool

  /// With ticks on the y axis only.
  ///
  /// - Parameters:
  ///   - hasLabelRow: true for an x label that is to have a row of its own in any case.
  ///   - widestEnd: how much room texts need right of the area.
  init(
    size: ChartSize, xLabel: String, yLabel: String? = nil, hasLabelRow: Bool = false, hasValues: Bool, y: HeightScale,
    widestEnd: Double = 0
  ) {
    self.size = size
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.hasValues = hasValues
    let labelWidth = ChartText.width(xLabel)
    self.hasLabelRow = hasLabelRow || labelWidth > 40
    area = PlotArea(
      left: 0, right: 0, top: yLabel == nil ? 8 : 24, bottom: size.height - (self.hasLabelRow ? 34 : 21))
    yTicks = y.ticks(limit: max(2, Int(area.height / 30)))
    let leftRoom = yTicks.reduce(0) { max($0, ChartText.width($1.text)) } + 9
    area.left = min(max(44, leftRoom.rounded(.up)), size.width / 3)
    let rightRoom = max(widestEnd, self.hasLabelRow ? 0 : labelWidth + 4) + 9
    area.right = size.width - min(max(60, rightRoom.rounded(.up)), size.width / 4)
  }

  /// Whether the x axis is written the same way.
  func hasSamePlaces(as other: ChartFrame) -> Bool {
    area == other.area && size == other.size && hasLabelRow == other.hasLabelRow && xLabel == other.xLabel
      && xTicks == other.xTicks
  }

  /// Puts as many ticks on the x axis as fit, and into its label what they do not say.
  mutating func setTicks(of x: PlaceScale, isWhole: Bool) {
    let ticks = x.ticks(width: area.width, isWhole: isWhole)
    xTicks = ticks.ticks
    if !ticks.rest.isEmpty { xLabel += (xLabel.isEmpty ? "" : ", ") + ticks.rest }
  }
}

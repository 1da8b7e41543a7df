public import Markup

/// A value of each run in the order given, and a line through the best so far.
public struct BestChart: Sendable {
  /// One run's value.
  public struct Point: Sendable, Hashable {
    public var run: ChartRun
    /// NaN where it has none.
    public var value: Double
    /// Where it stands from left to right, from 0 on; nil for its place in the list.
    public var place: Int?

    public init(run: ChartRun, value: Double, place: Int? = nil) {
      self.run = run
      self.value = value
      self.place = place
    }
  }

  /// Unique on the page, of letters, digits and hyphens.
  public let id: String
  public let title: String
  /// `runs in order of start`.
  public let xLabel: String
  public let yScale: YScale
  public let lowerIsBetter: Bool
  public let points: [Point]
  public let size: ChartSize
  /// What the page must say beside the drawing.
  public var facts: ChartFacts { plan.facts }

  private let plan: BestPlan

  /// - Parameters:
  ///   - points: those with a place of their own in the order of these.
  ///   - places: the number that the first place has on the x axis, to that of the last; nil for 1 to the count of points.
  public init(
    id: String, title: String, xLabel: String, yScale: YScale = .automatic(), lowerIsBetter: Bool, points: [Point],
    places: ClosedRange<Int>? = nil, size: ChartSize
  ) {
    self.id = id
    self.title = title
    self.xLabel = xLabel
    self.yScale = yScale
    self.lowerIsBetter = lowerIsBetter
    self.points = points
    self.size = size
    plan = BestPlan(
      xLabel: ChartText.cut(xLabel), yScale: yScale, lowerIsBetter: lowerIsBetter, points: points, places: places,
      size: size)
  }

  /// Writes the `svg` element.
  public func write(into writer: inout MarkupWriter) {
    writer.write(atMost: 3000 + 300 * min(points.count, DotsMark.hoverLimit) + 24 * points.count) { cursor in
      DrawingMark.write(id: id, title: title, size: size, into: &cursor) {
        plan.writeDescription(into: &$0)
      } content: {
        plan.write(into: &$0)
      }
    }
  }
}

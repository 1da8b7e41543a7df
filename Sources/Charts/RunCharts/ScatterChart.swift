public import Markup

/// One point for each run: a parameter or an aggregate over another.
public struct ScatterChart: Sendable {
  /// One point.
  public struct Point: Sendable, Hashable {
    public var run: ChartRun
    /// A number, or the place of its category, from 0 on.
    public var x: Double
    public var y: Double

    public init(run: ChartRun, x: Double, y: Double) {
      self.run = run
      self.x = x
      self.y = y
    }
  }

  /// Unique on the page, of letters, digits and hyphens.
  public let id: String
  public let title: String
  public let xLabel: String
  public let yLabel: String
  public let xScale: YScale
  public let yScale: YScale
  /// What stands along the x axis where x is text; empty where it is numbers.
  public let categories: [String]
  /// The first lies above the later ones.
  public let points: [Point]
  public let size: ChartSize
  public let clipsOutliers: Bool
  /// What the page must say beside the drawing.
  public var facts: ChartFacts { plan.facts }

  private let plan: ScatterPlan

  public init(
    id: String, title: String, xLabel: String, yLabel: String, xScale: YScale = .automatic(),
    yScale: YScale = .automatic(), categories: [String] = [], points: [Point], size: ChartSize,
    clipsOutliers: Bool = false
  ) {
    self.id = id
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xScale = xScale
    self.yScale = yScale
    self.categories = categories
    self.points = points
    self.size = size
    self.clipsOutliers = clipsOutliers
    plan = ScatterPlan(
      xLabel: ChartText.cut(xLabel), yLabel: ChartText.cut(yLabel), scales: (xScale, yScale), categories: categories,
      points: points, size: size, clipsOutliers: clipsOutliers)
  }

  /// Writes the `svg` element.
  public func write(into writer: inout MarkupWriter) {
    writer.write(atMost: 3000 + 400 * min(points.count, DotsMark.hoverLimit) + 12 * points.count) { cursor in
      DrawingMark.write(id: id, title: title, size: size, into: &cursor) {
        plan.writeDescription(into: &$0)
      } content: {
        plan.write(into: &$0)
      }
    }
  }
}

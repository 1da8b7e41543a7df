public import Markup

/// One horizontal bar for each run, its name to the left and its value to the right.
public struct BarChart: Sendable {
  /// One bar.
  public struct Bar: Sendable, Hashable {
    public var run: ChartRun
    public var value: Double
    /// The value as it is written; nil for four digits.
    public var text: String?

    public init(run: ChartRun, value: Double, text: String? = nil) {
      self.run = run
      self.value = value
      self.text = text
    }
  }

  /// Unique on the page, of letters, digits and hyphens.
  public let id: String
  public let title: String
  /// Automatic is linear: the length of a bar is its value.
  public let scale: YScale
  /// From top to bottom.
  public let bars: [Bar]
  public let width: Double
  public let clipsOutliers: Bool
  /// What the page must say beside the drawing.
  public private(set) var facts = ChartFacts()

  private let plan: BarPlan

  /// - Parameter width: at least 120; the height comes from the number of bars.
  public init(
    id: String, title: String, scale: YScale = .linear, bars: [Bar], width: Double, clipsOutliers: Bool = false
  ) {
    self.id = id
    self.title = title
    self.scale = scale
    self.bars = bars
    self.width = width
    self.clipsOutliers = clipsOutliers
    plan = BarPlan(bars, scale: scale, width: width, clipsOutliers: clipsOutliers)
    facts.usesLog = plan.isLogarithmic
    facts.pointsShown = plan.rows.count { $0.end != nil }
    facts.pointsTotal = facts.pointsShown
    facts.leftOut = bars.count - facts.pointsShown
    facts.outside = plan.rows.count { $0.edge != nil }
  }

  /// Writes the `svg` element.
  public func write(into writer: inout MarkupWriter) {
    writer.write(atMost: 1000 + 600 * bars.count) { cursor in
      DrawingMark.write(id: id, title: title, size: plan.size, into: &cursor) {
        $0.integer(bars.count)
        $0.raw(bars.count == 1 ? " bar" : " bars")
        if plan.isLogarithmic { $0.raw(", logarithmic") }
        $0.raw(bars.isEmpty ? "" : ": ")
        DrawingMark.writeList(plan.rows.map { "\(ChartText.cut($0.run.label)) \($0.text)" }, into: &$0)
      } content: {
        plan.write(into: &$0)
      }
    }
  }
}

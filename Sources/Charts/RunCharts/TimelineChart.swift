public import Markup

/// Who ran when: a lane for each node, a bar for each run, a thin line while it waited.
///
/// What each shape says stands below the lanes, in shapes and words.
public struct TimelineChart: Sendable {
  /// One run on one node.
  ///
  /// Times are seconds since 1970.
  public struct Bar: Sendable, Hashable {
    public var run: ChartRun
    /// When it was queued, if that is known and before the start.
    public var queued: Double?
    /// Nil for one that never started: it waited until the end.
    public var start: Double?
    /// Not before the start.
    public var end: Double
    /// It still runs or waits: the end is not one.
    public var isOpen: Bool
    /// What the pointer shows on it.
    public var text: String
    /// Where a click on it leads.
    public var link: String?

    public init(
      run: ChartRun, queued: Double? = nil, start: Double?, end: Double, isOpen: Bool = false, text: String,
      link: String? = nil
    ) {
      self.run = run
      self.queued = queued
      self.start = start
      self.end = end
      self.isOpen = isOpen
      self.text = text
      self.link = link
    }
  }

  /// What ran one after the other in one place.
  public struct Lane: Sendable, Hashable {
    /// Empty where the lane belongs to the one above it.
    public var label: String
    public var bars: [Bar]

    public init(label: String, bars: [Bar]) {
      self.label = label
      self.bars = bars
    }
  }

  /// Unique on the page, of letters, digits and hyphens.
  public let id: String
  public let title: String
  /// From top to bottom.
  public let lanes: [Lane]
  /// What the page must say beside the drawing.
  public private(set) var facts = ChartFacts()

  private let plan: TimelinePlan

  /// - Parameters:
  ///   - window: from when to when, in seconds since 1970; what lies outside is cut.
  ///   - width: at least 120; the height comes from the number of lanes.
  public init(id: String, title: String, lanes: [Lane], window: ClosedRange<Double>, width: Double) {
    self.id = id
    self.title = title
    self.lanes = lanes
    plan = TimelinePlan(lanes, window: window, width: width)
    facts.pointsShown = lanes.reduce(0) { $0 + $1.bars.count }
    facts.pointsTotal = facts.pointsShown
  }

  /// Writes the `svg` element.
  public func write(into writer: inout MarkupWriter) {
    writer.write(atMost: 4000 + 200 * lanes.count + 500 * facts.pointsShown) { cursor in
      // Its bars may be links, which a picture could not have.
      DrawingMark.write(id: id, title: title, size: plan.size, hasLinks: true, into: &cursor) {
        $0.integer(facts.pointsShown)
        $0.raw(facts.pointsShown == 1 ? " bar in " : " bars in ")
        $0.integer(lanes.count)
        $0.raw(lanes.count == 1 ? " lane, " : " lanes, ")
        $0.safe(plan.span)
        $0.raw(". ")
        DrawingMark.writeList(plan.names, into: &$0)
      } content: {
        plan.write(lanes, into: &$0)
      }
    }
  }
}

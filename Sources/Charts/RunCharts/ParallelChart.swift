public import Markup

/// Parallel coordinates: a line for each run over axes of parameters and metrics.
public struct ParallelChart: Sendable {
  /// A vertical axis, of numbers or of texts.
  public struct Axis: Sendable, Hashable {
    public enum Direction: Sendable, Hashable {
      case higher, lower
    }

    public var label: String
    public var scale: YScale
    /// The texts from bottom to top; empty where the axis has numbers.
    public var categories: [String]
    /// Which end is better, where one is.
    public var better: Direction?

    public init(label: String, scale: YScale = .automatic(), categories: [String] = [], better: Direction? = nil) {
      self.label = label
      self.scale = scale
      self.categories = categories
      self.better = better
    }
  }

  /// A run's values, one for each axis.
  public struct Line: Sendable, Hashable {
    public var run: ChartRun
    /// Numbers, or the places of categories from 0 on; nil where the run has none.
    public var values: [Double?]

    public init(run: ChartRun, values: [Double?]) {
      self.run = run
      self.values = values
    }
  }

  /// Unique on the page, of letters, digits and hyphens.
  public let id: String
  public let title: String
  /// From left to right, two at least.
  public let axes: [Axis]
  /// The first lies above the later ones.
  public let lines: [Line]
  public let size: ChartSize
  /// What the page must say beside the drawing.
  public var facts: ChartFacts { plan.facts }

  private let plan: ParallelPlan

  public init(id: String, title: String, axes: [Axis], lines: [Line], size: ChartSize) {
    self.id = id
    self.title = title
    self.axes = axes
    self.lines = lines
    self.size = size
    plan = ParallelPlan(id: id, axes: axes, lines: lines, size: size)
  }

  /// Writes the `svg` element.
  public func write(into writer: inout MarkupWriter) {
    writer.write(atMost: 2000 + 1500 * axes.count + (300 + 40 * axes.count) * lines.count) { cursor in
      DrawingMark.write(id: id, title: title, size: size, into: &cursor) {
        plan.writeDescription(into: &$0)
      } content: {
        plan.write(into: &$0)
      }
    }
  }
}

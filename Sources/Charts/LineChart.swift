public import Markup

/// A chart of lines over one x axis, as SVG without a style of its own.
///
/// Shapes carry classes and geometry only; colours, widths and dashes are the stylesheet's
/// (`Assets/css/chart.css`), so that one drawing serves light and dark and a strict Content-Security-Policy.
///
/// A class, since figures and their neighbours hand it around, and it is large.
public final class LineChart: Sendable {
  /// Unique on the page, of letters, digits and hyphens: the ids within the drawing begin with it.
  public let id: String
  public let title: String
  public let xLabel: String
  public let yScale: YScale
  /// The first lies above the later ones.
  public let series: [ChartSeries]
  public let size: ChartSize
  /// Points are corners of a curve, such as precision over recall, and none may be merged.
  public let isCurve: Bool
  public let options: LineOptions

  private let plan: ChartPlan

  /// - Parameter neighbour: a chart of the same page; much the same x axis is not worked out twice.
  public init(
    id: String, title: String, xLabel: String, yScale: YScale, series: [ChartSeries], size: ChartSize,
    isCurve: Bool = false, options: LineOptions = LineOptions(), beside neighbour: LineChart? = nil
  ) {
    self.id = id
    self.title = title
    self.xLabel = xLabel
    self.yScale = yScale
    self.series = series
    self.size = size
    self.isCurve = isCurve
    self.options = options
    plan = ChartPlan(
      id: id, xLabel: xLabel, yScale: yScale, series: series, size: size, isCurve: isCurve,
      options: options, beside: neighbour?.plan)
  }

  /// What the page must say beside the drawing.
  public var facts: ChartFacts { plan.facts }

  /// Writes the `svg` element, its title and text alternative first.
  public func write(into writer: inout MarkupWriter) {
    writer.write(atMost: plan.byteBound + 2 * title.utf8.count + 8 * id.utf8.count) { draw(into: &$0) }
  }

  private func draw(into writer: inout ByteCursor) {
    DrawingMark.write(id: id, title: title, size: size, into: &writer) {
      ChartText.writeDescription(of: plan, into: &$0)
    } content: {
      plan.writeAxes(into: &$0)
      plan.writeSeries(into: &$0)
    }
  }
}

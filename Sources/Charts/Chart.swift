public import Markup

/// A chart of any kind.
public protocol Chart: Sendable {
  /// What the page must say beside the drawing.
  var facts: ChartFacts { get }

  /// Writes the `svg` element, its title and text alternative first.
  func write(into writer: inout MarkupWriter)
}

extension LineChart: Chart {}
extension BarChart: Chart {}
extension ScatterChart: Chart {}
extension ParallelChart: Chart {}
extension BestChart: Chart {}
extension TimelineChart: Chart {}

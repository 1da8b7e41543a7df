/// A run in a chart of one value or one line a run.
public struct ChartRun: Sendable, Hashable {
  public var label: String
  public var style: SeriesStyle
  /// Drawn stronger and above the others.
  public var isEmphasised: Bool

  public init(label: String, style: SeriesStyle, isEmphasised: Bool = false) {
    self.label = label
    self.style = style
    self.isEmphasised = isEmphasised
  }

  /// The order to draw in: the first above the later ones, and the emphasised above all.
  static func order<Element>(_ elements: [Element], _ run: (Element) -> ChartRun) -> [Element] {
    let reversed = elements.reversed()
    return reversed.filter { !run($0).isEmphasised } + reversed.filter { run($0).isEmphasised }
  }
}

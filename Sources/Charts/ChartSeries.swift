/// One line of a chart.
public struct ChartSeries: Sendable, Hashable {
  /// What the line is called: a run's name.
  public var label: String
  public var style: SeriesStyle
  /// Drawn stronger and above the others.
  public var isEmphasised: Bool
  /// Points in the order they are joined.
  ///
  /// Between segments the line is interrupted.
  public var segments: [[ChartPoint]]
  public var nonFinite: [NonFiniteMark]
  /// The number written at the line's end; nil for none.
  public var last: Double?

  public init(
    label: String, style: SeriesStyle, isEmphasised: Bool, segments: [[ChartPoint]], nonFinite: [NonFiniteMark],
    last: Double?
  ) {
    self.label = label
    self.style = style
    self.isEmphasised = isEmphasised
    self.segments = segments
    self.nonFinite = nonFinite
    self.last = last
  }
}

/// What a reader must be told of a chart that its lines do not show.
public struct ChartFacts: Sendable, Hashable {
  /// The y axis is logarithmic.
  public internal(set) var usesLog = false
  /// Some points stand for several values and have a band from the least to the greatest.
  public internal(set) var hasBands = false
  /// How many points are drawn.
  public internal(set) var pointsShown = 0
  /// How many finite values the points stand for.
  public internal(set) var pointsTotal = 0
  /// How many points reach below what a logarithmic axis can show.
  public internal(set) var clipped = 0
  /// How many points reach beyond a y axis that leaves out outliers.
  public internal(set) var outside = 0
  /// How many points are not drawn, since a logarithmic axis has no place for them.
  public internal(set) var leftOut = 0
  /// How many runs have no value on some axis of parallel coordinates.
  public internal(set) var missing = 0
  /// How many marks for NaN and infinities are drawn.
  public internal(set) var marksShown = 0
}

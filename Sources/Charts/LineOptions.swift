/// How lines are drawn where a reader wants them otherwise than they are.
public struct LineOptions: Sendable, Hashable {
  public var xScale: XScale
  /// How much of a point's value comes from the ones before it: 0 for nothing, up to 0.99.
  ///
  /// The line as it is stays behind, faint.
  public var smoothing: Double
  /// Whether the y axis leaves out what lies far from most values; the chart marks and counts that.
  public var clipsOutliers: Bool

  public init(xScale: XScale = .linear, smoothing: Double = 0, clipsOutliers: Bool = false) {
    self.xScale = xScale
    self.smoothing = smoothing.isNaN ? 0 : min(max(smoothing, 0), 0.99)
    self.clipsOutliers = clipsOutliers
  }
}

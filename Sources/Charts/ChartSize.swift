/// The size of a drawing in its own units; the page scales it.
public struct ChartSize: Sendable, Hashable {
  public var width: Double
  public var height: Double

  /// - Parameters:
  ///   - width: at least 120; smaller ones leave no room beside the numbers of the axes.
  ///   - height: at least 60.
  public init(width: Double, height: Double) {
    self.width = max(120, width)
    self.height = max(60, height)
  }
}

/// The rectangle the lines are drawn in, in the chart's units; y grows downward.
struct PlotArea: Sendable, Hashable {
  var left: Double
  var right: Double
  var top: Double
  var bottom: Double

  var width: Double { right - left }
  var height: Double { bottom - top }

  /// The x of a share of the width.
  func x(_ fraction: Double) -> Double { left + fraction * width }

  /// The y of a share of the height, from the bottom.
  func y(_ fraction: Double) -> Double { bottom - fraction * height }
}

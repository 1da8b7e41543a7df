#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An exponential moving average that knows how far apart points are.
///
/// TensorBoard's (`resmoothDataset` of its line chart), which divides by the sum of weights so that the first
/// values are not drawn toward 0; with the weight raised to the distance in x, as in the time weighted average of
/// Weights & Biases. The unit of distance is the series' median step: evenly spaced points are smoothed as
/// TensorBoard does it, whatever their number, and points with gaps by how old they are.
enum Smoothing {
  /// The points with their means smoothed, and without bands.
  ///
  /// - Parameter fence: values beyond it count as its ends; nil for none.
  static func smooth(
    _ segments: [[ChartPoint]], by weight: Double, within fence: ClosedRange<Double>?
  ) -> [[ChartPoint]] {
    let unit = medianStep(segments)
    var mean = 0.0
    var weights = 0.0
    var previous: Double?
    return segments.map { segment in
      // A restart knows nothing of what came before.
      if let first = segment.first, let end = previous, first.x < end { (mean, weights, previous) = (0, 0, nil) }
      return segment.map { point in
        let distance = previous.map { Smoothing.distance(point.x, $0) / unit } ?? 0
        previous = point.x
        let kept = weights * pow(weight, distance)
        let count = Double(max(1, point.count))
        weights = kept + count
        // Weighted, not summed, since sums near 1e308 overflow.
        let value = fence.map { min(max(point.mid, $0.lowerBound), $0.upperBound) } ?? point.mid
        mean = mean * (kept / weights) + value * (count / weights)
        return ChartPoint(x: point.x, low: mean, high: mean, mid: mean, count: point.count)
      }
    }
  }

  /// Half of how far apart two places are, since the whole of it may be infinite.
  private static func distance(_ a: Double, _ b: Double) -> Double { (a * 0.5 - b * 0.5).magnitude }

  /// The median of the distances between neighbours that are not at one place; 1 where there are none.
  private static func medianStep(_ segments: [[ChartPoint]]) -> Double {
    let steps = segments.flatMap { zip($0, $0.dropFirst()).map { distance($1.x, $0.x) } }.filter { $0 > 0 }.sorted()
    return steps.isEmpty ? 1 : steps[steps.count / 2]
  }
}

/// The axis for plain values, one of each run.
struct ValueAxis: Sendable {
  let isLogarithmic: Bool
  /// The least and greatest value that this kind of axis has a place for.
  let range: ClosedRange<Double>
  /// The same without outliers, where those are to be left out.
  let inside: ClosedRange<Double>

  /// - Returns: nil where there is no finite value.
  init?(_ wanted: YScale, for values: [Double], clipsOutliers: Bool) {
    let finite = values.filter(\.isFinite)
    isLogarithmic =
      switch wanted {
      case .linear: false
      case .automatic(let ratio): LogScale.isApt(for: finite, ratio: ratio)
      case .logarithmic: finite.contains { $0 > 0 }
      }
    let shown = isLogarithmic ? finite.filter { $0 > 0 } : finite
    guard let least = shown.min(), let greatest = shown.max() else { return nil }
    range = least...greatest
    let fence = clipsOutliers ? OutlierFence.range(of: shown, isLogarithmic: isLogarithmic) : nil
    inside = fence ?? range
  }

  /// With some room at the ends, as y axes have it.
  var scale: HeightScale {
    isLogarithmic
      ? .logarithmic(LogScale(fitting: inside.lowerBound, inside.upperBound))
      : .linear(LinearScale(fitting: inside.lowerBound, inside.upperBound))
  }

  /// Whether a value has a place.
  func shows(_ value: Double) -> Bool { value.isFinite && (!isLogarithmic || value > 0) }
}

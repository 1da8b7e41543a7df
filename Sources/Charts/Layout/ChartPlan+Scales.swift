extension ChartPlan {
  /// The values that are no outliers, on an axis of that kind; nil where there is no value.
  static func fence(_ series: [PreparedSeries], on y: HeightScale) -> ClosedRange<Double>? {
    let values = series.flatMap { $0.segments.joined().flatMap { [$0.low, $0.high] } }
    return OutlierFence.range(of: values, isLogarithmic: y.isLogarithmic)
  }

  /// The y axis for the values of some series.
  static func heights(
    _ wanted: YScale, _ series: [PreparedSeries], range: ClosedRange<Double>?
  ) -> HeightScale {
    guard let range else { return .linear(LinearScale(fitting: 0, 1)) }
    switch wanted {
    case .linear: break
    case .automatic(let ratio):
      // Values that are near one another, or have 0 among them, need no closer look.
      guard range.lowerBound > 0, range.upperBound / range.lowerBound >= ratio else { break }
      var values = series.flatMap { $0.segments.joined().map(\.low) }
      values.append(range.upperBound)
      if LogScale.isApt(for: values, ratio: ratio) {
        return .logarithmic(LogScale(fitting: range.lowerBound, range.upperBound))
      }
    case .logarithmic:
      let positive = series.flatMap { $0.segments.joined().flatMap { [$0.low, $0.mid, $0.high] } }.filter { $0 > 0 }
      if let least = positive.min() { return .logarithmic(LogScale(fitting: least, range.upperBound)) }
    }
    return .linear(LinearScale(fitting: range.lowerBound, range.upperBound))
  }

  /// The least and greatest x of a series and its marks.
  static func xRange(_ series: PreparedSeries) -> ClosedRange<Double>? {
    var least = Double.infinity
    var greatest = -Double.infinity
    for segment in series.segments {
      for point in segment {
        least = min(least, point.x)
        greatest = max(greatest, point.x)
      }
    }
    for mark in series.nonFinite {
      least = min(least, mark.x)
      greatest = max(greatest, mark.x)
    }
    return least <= greatest ? least...greatest : nil
  }

  static func union(_ a: ClosedRange<Double>?, _ b: ClosedRange<Double>?) -> ClosedRange<Double>? {
    guard let a, let b else { return a ?? b }
    return min(a.lowerBound, b.lowerBound)...max(a.upperBound, b.upperBound)
  }
}

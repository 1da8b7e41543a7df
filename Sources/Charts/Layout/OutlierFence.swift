#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which values a y axis shows when outliers are to be left out.
///
/// Nine tenths of the values, and to either side half as much room as those take. Normally distributed values
/// all lie within (3.3 standard deviations), and so do evenly distributed ones.
enum OutlierFence {
  private static let share = 0.05
  private static let reach = 0.5

  /// The least and greatest of the values within the fence; nil where there is no value.
  ///
  /// - Parameter isLogarithmic: distances are those of logarithms, and only values above 0 count.
  static func range(of values: [Double], isLogarithmic: Bool) -> ClosedRange<Double>? {
    let sorted = (isLogarithmic ? values.filter { $0 > 0 } : values).sorted()
    guard !sorted.isEmpty else { return nil }
    func height(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }
    func quantile(_ share: Double) -> Double { height(sorted[Int(Double(sorted.count - 1) * share)]) }
    let (low, high) = (quantile(share), quantile(1 - share))
    // Halved first: the distance of two doubles may be infinite.
    let room = high * reach - low * reach
    // The quantiles themselves lie within.
    guard let least = sorted.first(where: { height($0) >= low - room }),
      let greatest = sorted.last(where: { height($0) <= high + room })
    else { return nil }
    return least...greatest
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A domain of positive numbers by their logarithm.
struct LogScale: Sendable, Hashable {
  /// The scale it would be without the logarithm.
  let linear: LinearScale
  /// The decimal logarithms of the domain's ends.
  let low: Double
  let high: Double

  /// The domain of a y axis for values between `least` and `greatest`, both above 0.
  init(fitting least: Double, _ greatest: Double) {
    linear = LinearScale(fitting: least, greatest)
    let ends = (log10(least), log10(greatest))
    let room = ends.1 - ends.0 < 1e-6 ? 0.5 : (ends.1 - ends.0) * LinearScale.padding
    low = ends.0 - room
    high = ends.1 + room
  }

  /// The domain of an x axis, which has no room at its ends; both are above 0.
  init(spanning least: Double, _ greatest: Double) {
    linear = LinearScale(spanning: least, greatest)
    let ends = (log10(least), log10(greatest))
    let room = ends.1 - ends.0 < 1e-6 ? 0.5 : 0
    low = ends.0 - room
    high = ends.1 + room
  }

  /// Whether values are better read by their logarithm: all are above 0, and the greatest is at least `ratio`
  /// times the value a tenth of them lie below.
  ///
  /// The tenth, not the least: a few values beside 0, such as a warm-up's first learning rates, are no reason
  /// to give most of the picture to them. A single great value is: on a linear axis it flattens all others.
  static func isApt(for values: [Double], ratio: Double) -> Bool {
    guard let least = values.min(), let greatest = values.max(), least > 0, greatest / least >= ratio else {
      return false
    }
    let sorted = values.sorted()
    return greatest / sorted[sorted.count / 10] >= ratio
  }

  /// 0 at the low end, 1 at the high end; values outside, and all up to 0, lie at the ends.
  func fraction(_ value: Double) -> Double {
    guard value > 0 else { return 0 }
    return min(max((log10(value) - low) / (high - low), 0), 1)
  }

  func ticks(limit: Int) -> [Tick] {
    let powers = Int(low.rounded(.down))...Int(high.rounded(.up))
    let fine = powers.flatMap { power in [1, 2, 5].map { Decimal(digits: $0, power: power) } }.filter(contains)
    if fine.count < 3 {
      // Less than a decade: round steps, as on a linear axis.
      let ticks = linear.ticks(limit: limit).filter { $0.value > 0 }
      return ticks.map { Tick(value: $0.value, fraction: fraction($0.value), text: $0.text) }
    }
    if fine.count <= limit { return fine.map(tick) }
    let decades = powers.map { Decimal(digits: 1, power: $0) }.filter(contains)
    for stride in [1, 2, 3, 5, 10, 20, 30, 50, 100] {
      let some = decades.filter { $0.power % stride == 0 }
      if some.count <= max(2, limit) { return some.map(tick) }
    }
    return []
  }

  private func contains(_ decimal: Decimal) -> Bool {
    let value = decimal.value
    guard value > 0, value.isFinite else { return false }
    let position = log10(value)
    return position >= low - 1e-9 && position <= high + 1e-9
  }

  private func tick(_ decimal: Decimal) -> Tick {
    Tick(value: decimal.value, fraction: fraction(decimal.value), text: TickText.single(decimal))
  }
}

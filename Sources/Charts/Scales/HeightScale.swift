#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The y axis: linear or logarithmic.
enum HeightScale: Sendable, Hashable {
  case linear(LinearScale)
  case logarithmic(LogScale)

  var isLogarithmic: Bool {
    if case .logarithmic = self { true } else { false }
  }

  /// The same kind of axis for other values.
  func fitting(_ range: ClosedRange<Double>) -> HeightScale {
    isLogarithmic
      ? .logarithmic(LogScale(fitting: range.lowerBound, range.upperBound))
      : .linear(LinearScale(fitting: range.lowerBound, range.upperBound))
  }

  /// The values shown at the ends, as the axis measures them.
  private var ends: (low: Double, high: Double) {
    switch self {
    case .linear(let scale): (scale.low, scale.high)
    case .logarithmic(let scale): (scale.low, scale.high)
    }
  }

  /// Whether a value lies above the upper end.
  func endsBelow(_ value: Double) -> Bool {
    isLogarithmic ? value > 0 && log10(value) > ends.high : value > ends.high
  }

  /// Whether a value lies below the lower end; on a logarithmic axis, only one that it could have.
  func beginsAbove(_ value: Double) -> Bool {
    isLogarithmic ? value > 0 && log10(value) < ends.low : value < ends.low
  }

  /// Where a value lies, from 0 at the bottom to 1 at the top.
  func fraction(_ value: Double) -> Double {
    switch self {
    case .linear(let scale): scale.fraction(value)
    case .logarithmic(let scale): scale.fraction(value)
    }
  }

  func ticks(limit: Int) -> [Tick] {
    switch self {
    case .linear(let scale): scale.ticks(limit: limit)
    case .logarithmic(let scale): scale.ticks(limit: limit)
    }
  }
}

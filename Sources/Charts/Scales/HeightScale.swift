/// The y axis: linear or logarithmic.
enum HeightScale: Sendable, Hashable {
  case linear(LinearScale)
  case logarithmic(LogScale)

  var isLogarithmic: Bool {
    if case .logarithmic = self { true } else { false }
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

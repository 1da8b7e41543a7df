/// A domain of numbers, and where a number lies in it.
struct LinearScale: Sendable, Hashable {
  let low: Double
  let high: Double

  /// How much of the values' span is left free at either end of a y axis.
  static let padding = 0.04
  /// From 0 on where the least value is at most this share of the span away from it.
  static let zeroReach = 0.2

  /// The domain of a y axis for values between `least` and `greatest`.
  init(fitting least: Double, _ greatest: Double) {
    let size = max(least.magnitude, greatest.magnitude)
    let span = greatest - least
    guard span >= 1e-300, span > size * 1e-12 else {
      let room = size < 1e-300 ? 1 : size * 0.1
      self.init(low: least - room, high: least + room)
      return
    }
    var low = least - (greatest * Self.padding - least * Self.padding)
    var high = greatest + (greatest * Self.padding - least * Self.padding)
    if least >= 0, least <= span * Self.zeroReach { low = 0 }
    if greatest <= 0, -greatest <= span * Self.zeroReach { high = 0 }
    self.init(low: low, high: high)
  }

  /// The domain of an x axis: from the least to the greatest as they are.
  init(spanning least: Double, _ greatest: Double) {
    let size = max(least.magnitude, greatest.magnitude)
    guard greatest - least >= 1e-300, greatest - least > size * 1e-12 else {
      let room = max(1, size * 1e-9)
      self.init(low: least - room, high: least + room)
      return
    }
    self.init(low: least, high: greatest)
  }

  /// A domain that is known to be one.
  init(exactly low: Double, _ high: Double) {
    self.init(low: low, high: high)
  }

  private init(low: Double, high: Double) {
    let limit = Double.greatestFiniteMagnitude
    self.low = max(low, -limit)
    self.high = min(high, limit)
  }

  /// 0 at the low end, 1 at the high end; values outside lie at the ends.
  func fraction(_ value: Double) -> Double {
    // Halved, since the span of a domain may exceed what a double holds.
    let share = (value * 0.5 - low * 0.5) / (high * 0.5 - low * 0.5)
    return min(max(share, 0), 1)
  }

  func ticks(limit: Int, isWhole: Bool = false) -> [Tick] {
    let step = TickStep(low: low, high: high, limit: limit, isWhole: isWhole)
    let decimals = step.ticks(low: low, high: high)
    let form = TickText(decimals, step: step)
    return decimals.map { Tick(value: $0.value, fraction: fraction($0.value), text: form.text($0)) }
  }
}

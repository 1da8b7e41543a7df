/// The distance between ticks: 1, 2 or 5 times a power of ten.
struct TickStep: Sendable, Hashable {
  /// 1, 2 or 5.
  var mantissa: Int
  var power: Int

  /// Ticks within this share of a step outside the domain still count, so that 0.3 is a tick of 0…0.3.
  private static let tolerance = 1e-9

  var value: Double { Decimal(digits: mantissa, power: power).value }

  /// The finest step that gives at most `limit` ticks in the domain.
  ///
  /// With `isWhole`, a step is never below 1.
  init(low: Double, high: Double, limit: Int, isWhole: Bool = false) {
    let limit = max(1, limit)
    // Divided first: the difference of two doubles may be infinite.
    let rough = high / Double(limit + 1) - low / Double(limit + 1)
    self.init(mantissa: 1, power: Decimal.exponent(of: rough))
    if isWhole, power < 0 { power = 0 }
    // Six steps are a factor of 100; fewer than five are ever needed.
    for _ in 0..<6 where indices(low: low, high: high).count > limit { self = next }
  }

  private init(mantissa: Int, power: Int) {
    self.mantissa = mantissa
    self.power = power
  }

  private var next: TickStep {
    switch mantissa {
    case 1: TickStep(mantissa: 2, power: power)
    case 2: TickStep(mantissa: 5, power: power)
    default: TickStep(mantissa: 1, power: power + 1)
    }
  }

  /// The multiples of the step inside the domain.
  func indices(low: Double, high: Double) -> Range<Int> { Self.indices(of: value, low: low, high: high) }

  /// The multiples of any step inside a domain.
  static func indices(of step: Double, low: Double, high: Double) -> Range<Int> {
    guard step > 0, step.isFinite else { return 0..<0 }
    let first = (low / step - tolerance).rounded(.up)
    let last = (high / step + tolerance).rounded(.down)
    guard first.magnitude < 1e15, last.magnitude < 1e15, first <= last else { return 0..<0 }
    return Int(first)..<Int(last) + 1
  }

  func ticks(low: Double, high: Double) -> [Decimal] {
    let ticks = indices(low: low, high: high).map { Decimal(digits: $0 * mantissa, power: power) }
    return ticks.allSatisfy(\.value.isFinite) ? ticks : ticks.filter(\.value.isFinite)
  }
}

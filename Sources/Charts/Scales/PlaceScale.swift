internal import Markup

/// The x axis: linear, logarithmic, or time.
enum PlaceScale: Sendable, Hashable {
  case linear(LinearScale)
  case logarithmic(LogScale)
  case duration(LinearScale)
  case moment(LinearScale)

  /// The domain of places between `least` and `greatest`, which for a logarithmic axis are above 0.
  init(_ wanted: XScale, spanning least: Double, _ greatest: Double) {
    let linear = LinearScale(spanning: least, greatest)
    let isTime = max(linear.low.magnitude, linear.high.magnitude) < CalendarTicks.limit
    switch wanted {
    case .logarithmic where least > 0: self = .logarithmic(LogScale(spanning: least, greatest))
    case .duration where isTime: self = .duration(linear)
    case .moment where isTime: self = .moment(linear)
    default: self = .linear(linear)
    }
  }

  var isLogarithmic: Bool {
    if case .logarithmic = self { true } else { false }
  }

  var isMoment: Bool {
    if case .moment = self { true } else { false }
  }

  /// Where a place lies, from 0 at the left to 1 at the right.
  func fraction(_ value: Double) -> Double {
    switch self {
    case .linear(let scale), .duration(let scale), .moment(let scale): scale.fraction(value)
    case .logarithmic(let scale): scale.fraction(value)
    }
  }

  /// - Returns: ticks, and what their texts leave out: the day of times, the year of days.
  func ticks(limit: Int, isWhole: Bool) -> (ticks: [Tick], rest: String) {
    switch self {
    case .linear(let scale): return (scale.ticks(limit: limit, isWhole: isWhole), "")
    case .logarithmic(let scale): return (scale.ticks(limit: limit), "")
    case .duration(let scale): return (DurationTicks.ticks(of: scale, limit: limit), "")
    case .moment(let scale):
      let calendar = CalendarTicks(scale, limit: limit)
      return (calendar.ticks, calendar.rest)
    }
  }

  /// As many ticks as fit beside each other.
  func ticks(width: Double, isWhole: Bool) -> (ticks: [Tick], rest: String) {
    for limit in stride(from: min(7, max(2, Int(width / 58))), to: 1, by: -1) {
      let result = ticks(limit: limit, isWhole: isWhole)
      let widest = result.ticks.reduce(0) { max($0, ChartText.width($1.text)) }
      if widest + 10 <= gap(result.ticks) * width { return result }
    }
    let single = ticks(limit: 1, isWhole: isWhole)
    return (Array(single.ticks.prefix(1)), single.rest)
  }

  /// How far apart ticks are at least, as a share of the axis.
  private func gap(_ ticks: [Tick]) -> Double {
    guard ticks.count > 1 else { return 1 }
    switch self {
    case .linear, .duration: return ticks[1].fraction - ticks[0].fraction
    case .logarithmic, .moment:
      return zip(ticks, ticks.dropFirst()).reduce(1) { min($0, $1.1.fraction - $1.0.fraction) }
    }
  }

  /// A place in words: `1200`, `12.5 min`, `2026-11-23 04:12`.
  func text(_ value: Double) -> String {
    switch self {
    case .linear, .logarithmic: NumberText.rounded(value)
    case .duration: DurationTicks.text(value)
    case .moment: TimeText.minute(Int64((value * 1000).rounded(.down)))
    }
  }

  /// The domain's ends.
  var ends: (low: Double, high: Double) {
    switch self {
    case .linear(let scale), .duration(let scale), .moment(let scale): (scale.low, scale.high)
    case .logarithmic(let scale): (scale.linear.low, scale.linear.high)
    }
  }
}

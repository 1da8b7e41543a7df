internal import Markup

/// Ticks of an axis of seconds since a beginning, all in one unit: `0 min`, `10 min`, `20 min`.
enum DurationTicks {
  private static let units: [(name: String, seconds: Double, steps: [Int])] = [
    ("s", 1, [1, 2, 5, 10, 15, 30]), ("min", 60, [1, 2, 5, 10, 15, 30]), ("h", 3600, [1, 2, 3, 6, 12]),
  ]
  private static let day = 86_400.0

  static func ticks(of scale: LinearScale, limit: Int) -> [Tick] {
    if TickStep(low: scale.low, high: scale.high, limit: limit).value < 1 {
      return scale.ticks(limit: limit).map { Tick(value: $0.value, fraction: $0.fraction, text: $0.text + " s") }
    }
    for (name, seconds, steps) in units {
      for step in steps {
        let size = seconds * Double(step)
        let indices = TickStep.indices(of: size, low: scale.low, high: scale.high)
        guard indices.count <= max(1, limit) else { continue }
        return indices.map { index in
          let value = Double(index) * size
          return Tick(
            value: value, fraction: scale.fraction(value), text: NumberText.grouped(index * step) + " " + name)
        }
      }
    }
    let days = LinearScale(exactly: scale.low / day, scale.high / day)
    return days.ticks(limit: limit, isWhole: true).map { tick in
      Tick(value: tick.value * day, fraction: scale.fraction(tick.value * day), text: tick.text + " d")
    }
  }

  /// A number of seconds in the unit that suits its size.
  static func text(_ seconds: Double) -> String {
    switch seconds.magnitude {
    case ..<120: NumberText.rounded(seconds) + " s"
    case ..<7200: NumberText.rounded(seconds / 60) + " min"
    case ..<172_800: NumberText.rounded(seconds / 3600) + " h"
    default: NumberText.rounded(seconds / day) + " d"
    }
  }
}

internal import CivilCalendar

/// Ticks of an axis of moments: at whole seconds, minutes, hours, days, weeks, months or years of UTC.
struct CalendarTicks {
  /// Moments of this size and more, in seconds, are numbers: some 270,000 years, what JavaScript has dates for.
  static let limit = 8.64e12

  private enum Step {
    /// Multiples of some seconds, counted from a moment.
    case seconds(Double, from: Double)
    case months(Int)
  }

  private static let day = 86_400.0
  /// 5 January 1970 was a Monday.
  private static let monday = 4 * day

  private static let steps: [Step] =
    [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, day, 2 * day].map {
      .seconds($0, from: 0)
    } + [.seconds(7 * day, from: monday), .seconds(14 * day, from: monday)] + [1, 2, 3, 6].map { .months($0) }
    + [1, 10, 100, 1000, 10_000, 100_000].flatMap { size in [1, 2, 5].map { .months(12 * size * $0) } }

  private let scale: LinearScale
  private let step: Step

  /// Of the finest step that gives at most `limit` ticks.
  init(_ scale: LinearScale, limit: Int) {
    self.scale = scale
    step = Self.steps.first { Self.indices(of: $0, in: scale).count <= max(1, limit) } ?? .months(12_000_000)
  }

  var ticks: [Tick] {
    Self.indices(of: step, in: scale).map { index in
      let value: Double
      switch step {
      case .seconds(let size, let start): value = start + Double(index) * size
      case .months(let count): value = Self.start(ofMonth: index * count)
      }
      return Tick(value: value, fraction: scale.fraction(value), text: text(value))
    }
  }

  /// What the ticks do not say: the day where they are times of one, else the year.
  var rest: String {
    let low = Self.date(scale.low)
    let high = Self.date(scale.high)
    switch step {
    case .months(let count) where count >= 12: return ""
    case .seconds(let size, _)
    where size < Self.day && (low.year, low.month, low.day) == (high.year, high.month, high.day):
      return "\(low.day) \(CivilDate.monthNames[low.month - 1]) \(low.year)"
    default: return low.year == high.year ? "\(low.year)" : "\(low.year)–\(high.year)"
    }
  }

  private func text(_ value: Double) -> String {
    let date = Self.date(value)
    switch step {
    case .months(let count):
      return count >= 12 || date.month == 1 ? "\(date.year)" : CivilDate.monthNames[date.month - 1]
    case .seconds(let size, _):
      // A midnight among hours is the day that begins.
      if size >= Self.day || (date.hour, date.minute, date.second) == (0, 0, 0) {
        return "\(date.day) \(CivilDate.monthNames[date.month - 1])"
      }
      let minute = "\(Self.twoDigits(date.hour)):\(Self.twoDigits(date.minute))"
      return size < 60 ? "\(minute):\(Self.twoDigits(date.second))" : minute
    }
  }

  private static func indices(of step: Step, in scale: LinearScale) -> Range<Int> {
    switch step {
    case .seconds(let size, let start):
      return TickStep.indices(of: size, low: scale.low - start, high: scale.high - start)
    case .months(let count):
      let (low, high) = (month(of: scale.low), month(of: scale.high))
      let first = start(ofMonth: low) < scale.low ? low + 1 : low
      let lower = -floor(-first, count)
      let upper = floor(high, count)
      return lower <= upper ? lower..<upper + 1 : 0..<0
    }
  }

  /// A quotient rounded down, below 0 too.
  private static func floor(_ number: Int, _ divisor: Int) -> Int {
    number / divisor - (number % divisor < 0 ? 1 : 0)
  }

  private static func date(_ seconds: Double) -> CivilDate {
    CivilDate(milliseconds: Int64((seconds * 1000).rounded(.down)))
  }

  /// How many months after January 1970.
  private static func month(of seconds: Double) -> Int {
    let date = date(seconds)
    return (date.year - 1970) * 12 + date.month - 1
  }

  private static func start(ofMonth index: Int) -> Double {
    let years = floor(index, 12)
    return Double(CivilDate.days(year: 1970 + years, month: index - 12 * years + 1, day: 1)) * day
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

import Markup

/// Carries the date from line to line, for times that have none.
struct LogClock: Sendable {
  private static let day: Int64 = 86_400_000

  /// The last time known: of a line, or when the run began.
  private var last: Int64?

  init(start: Int64?) { last = start }

  /// The moment of the next line that has a time, in milliseconds since 1970; nil where no date is known.
  mutating func moment(_ time: LogTime) -> Int64? {
    switch time {
    case .moment(let moment), .epoch(let moment): last = moment
    case .clock(let clock):
      guard let known = last else { return nil }
      // The day that brings it nearest: a clock that goes back by hours has passed midnight.
      let midnight = known - LogClock.remainder(known)
      last = LogClock.nearest(known, [-1, 0, 1].map { midnight + clock + $0 * LogClock.day })
    case .yearless(let month, let day, let clock):
      guard let known = last else { return nil }
      let year = CivilDate(milliseconds: known).year
      last = LogClock.nearest(known, (year - 1...year + 1).map { LogTime.days($0, month, day) * LogClock.day + clock })
    }
    return last
  }

  private static func nearest(_ known: Int64, _ moments: [Int64]) -> Int64? {
    moments.min { ($0 - known).magnitude < ($1 - known).magnitude }
  }

  private static func remainder(_ moment: Int64) -> Int64 { ((moment % day) + day) % day }
}

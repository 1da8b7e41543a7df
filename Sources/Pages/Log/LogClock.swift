import CivilCalendar

/// Carries the date from line to line, for times that have none.
struct LogClock: Sendable {
  private static let day: Int64 = 86_400_000
  /// Moments that a log can tell: those of four-digit years since 1970.
  static let known: Range<Int64> = 0..<253_402_300_800_000

  /// The last time known, in UTC: of a line, or when the run began.
  private var last: Int64?
  /// What is added to times that name no zone, in milliseconds.
  private let shift: Int64

  init(start: Int64?, shift: Int64 = 0) {
    last = start.flatMap { LogClock.known.contains($0) ? $0 : nil }
    self.shift = shift
  }

  /// The moment of the next line that has a time, in milliseconds since 1970; nil where no date is known.
  mutating func moment(_ time: LogTime) -> Int64? {
    switch time {
    case .moment(let moment), .epoch(let moment): last = moment
    case .local(let local): last = local + shift
    case .clock(let clock):
      guard let known = last else { return nil }
      // The day that brings it nearest: a clock that goes back by hours has passed midnight.
      let local = known - shift
      let ahead = LogClock.remainder(clock - local + LogClock.day / 2) - LogClock.day / 2
      last = local + ahead + shift
    case .yearless(let month, let day, let clock):
      guard let known = last else { return nil }
      let local = known - shift
      let year = CivilDate(milliseconds: local).year
      let moments = (year - 1...year + 1).map { LogTime.days($0, month, day) * LogClock.day + clock }
      last = moments.min { ($0 - local).magnitude < ($1 - local).magnitude }.map { $0 + shift }
    }
    return last
  }

  private static func remainder(_ moment: Int64) -> Int64 { ((moment % day) + day) % day }
}

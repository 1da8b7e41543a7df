import Markup

/// In which zone a log tells the times that name none, so that they fit those of its run, which are in UTC.
struct LogZone: Sendable, Hashable {
  /// What is added to such a time, in milliseconds.
  var shift: Int64 = 0
  /// Whether there are such times: then this is an assumption, which pages tell.
  var isAssumed = false

  /// How long a log may begin before its run does, and go on after its end.
  private static let early: Int64 = 120_000
  private static let late: Int64 = 900_000

  init() {}

  /// How much later the log may end by its zone than the run, where another zone will do better.
  private static let close: Int64 = 60_000

  /// Offsets that clocks keep, in minutes: whole hours, then half ones, then the quarters of Nepal, Eucla and the Chatham
  /// Islands, which are taken where no commoner ones fit.
  private static let offsets: [[Int64]] = [
    (-12...14).map { $0 * 60 },
    [-570, -210, -150, 210, 270, 330, 390, 570, 630],
    [345, 525, 765, 825],
  ]

  /// Takes UTC if the log then lies within the run, else the offset with which it does and begins soonest after the run.
  ///
  /// Of a run's whole log the right offset leaves nothing behind its end; with one that is fifteen minutes off it would
  /// still be within reach. So all offsets are tried without that reach first.
  ///
  /// - Parameters:
  ///   - first: the first time of the log.
  ///   - last: one of its last times.
  ///   - span: from when to when the run went on.
  /// - Returns: nil if none of the log's times is one of the run.
  init?(first: LogTime, last: LogTime, in span: ClosedRange<Int64>) {
    isAssumed = !first.hasZone
    var clock = LogClock(start: span.lowerBound)
    guard let start = clock.moment(first) else { return nil }
    // A time of day alone does not tell how many days lie between: near the run's end it is looked for.
    if case .clock = last { clock = LogClock(start: max(span.upperBound, start)) }
    let end = max(start, clock.moment(last) ?? start)
    func isWithin(_ shift: Int64, late: Int64) -> Bool {
      start + shift >= span.lowerBound - LogZone.early && end + shift <= span.upperBound + late
    }
    if isAssumed, !isWithin(0, late: LogZone.late) {
      for late in [LogZone.close, LogZone.late] {
        for offsets in LogZone.offsets {
          // A log that is ahead of UTC is brought back.
          let found = offsets.map { -$0 * 60_000 }.filter { isWithin($0, late: late) }.min()
          if let found {
            shift = found
            return
          }
        }
      }
    }
    guard start <= span.upperBound + LogZone.late, end >= span.lowerBound - LogZone.early else { return nil }
  }

  /// `UTC`, `UTC+01:00`.
  var name: String {
    guard shift != 0 else { return "UTC" }
    let minutes = shift.magnitude / 60_000
    func pad(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "UTC\(shift < 0 ? "+" : "−")\(pad(minutes / 60)):\(pad(minutes % 60))"
  }
}

extension LogZone {
  /// Looks for times in the first and the last part of a log.
  ///
  /// - Returns: nil if there are none, or none of the run.
  static func of(
    _ pages: LogPages, _ survey: LogSurvey, in output: any SiteJob.Output, span: ClosedRange<Int64>
  ) throws -> LogZone? {
    let head = try times(0..<partSize, of: pages, survey, in: output)
    guard let first = head.first else { return nil }
    // UTF-16 has its letters at even places.
    let tailStart = max(0, survey.byteCount - partSize) & ~1
    let tail = tailStart > 0 ? try times(tailStart..<survey.byteCount, of: pages, survey, in: output) : head
    return LogZone(first: first, last: tail.last ?? head.last ?? first, in: span)
  }

  private static let partSize: Int64 = 1 << 16

  private static func times(
    _ part: Range<Int64>, of pages: LogPages, _ survey: LogSurvey, in output: any SiteJob.Output
  ) throws -> [LogTime] {
    var decoder = TextDecoder(survey.encoding)
    var text: [UInt8] = []
    _ = try output.read(pages.file, part, shownAs: pages.shownAs) { piece in
      decoder.decode(piece, into: &text)
      return true
    }
    decoder.finish(into: &text)
    // What stands before the first line feed of a part may be the end of a line.
    let start = part.lowerBound > 0 ? text.firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count : 0
    return text[start...].split(separator: 0x0A).compactMap { LogTime.ofRaw($0.span) }
  }
}

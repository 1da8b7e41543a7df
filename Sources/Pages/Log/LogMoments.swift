import Analysis
import Digests
import RunModel

/// Which line of a log was written last when something else happened, for as many moments as were asked for.
///
/// Lines without a time belong to the last one before them that has one, and a time earlier than that of a line above
/// counts as that one: a clock that was set back, or a line that quotes another time, sends nobody astray.
struct LogMoments: Sendable {
  /// A line that begins with a time.
  struct Entry: Sendable, Hashable {
    /// From 1.
    var line: Int
    /// In milliseconds since 1970.
    var moment: Int64
  }

  /// The moments that were asked for, in order.
  let wanted: [Int64]
  /// The line for each of those, as far as the log was read; nil before the first time of the log.
  private(set) var entries: [Entry?] = []
  private var last: Entry?

  /// A time this much later than all moments is none of the run: a date of expiry, or a typing error.
  private static let room: Int64 = 86_400_000

  /// - Parameter moments: in milliseconds since 1970, in any order; those of no year a log can tell are left out.
  init(_ moments: [Int64]) {
    let sorted = moments.filter(LogClock.known.contains).sorted()
    wanted = sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    entries.reserveCapacity(wanted.count)
  }

  /// Takes the next line that has a time.
  mutating func add(line: Int, moment: Int64) {
    guard let end = wanted.last, moment <= end + LogMoments.room else { return }
    let latest = last?.moment ?? Int64.min
    if moment > latest {
      while entries.count < wanted.count, wanted[entries.count] < moment { entries.append(last) }
    }
    last = Entry(line: line, moment: max(moment, latest))
  }

  /// Says that no line follows.
  mutating func finish() {
    while entries.count < wanted.count { entries.append(last) }
  }

  /// The last line with a time that is not later than a moment that was asked for.
  subscript(moment: Int64) -> Entry? {
    var low = 0
    var high = wanted.count
    while low < high {
      let middle = (low + high) / 2
      if wanted[middle] < moment { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && wanted[low] == moment ? entries[low] : nil
  }

  /// The lines that one of the moments leads to, in order.
  var lines: [Entry] {
    var lines: [Entry] = []
    for case let entry? in entries where lines.last?.line != entry.line { lines.append(entry) }
    return lines
  }
}

extension LogMoments {
  /// More points than this are not looked for one by one: a page has room for some thousand.
  private static let pointLimit = 8192

  /// Asks for the moments of all points of a run's charts, or of every so many.
  init(of digest: RunDigest) {
    let drawn = digest.series.filter { $0.isChartable && $0.summary.times != nil }
    var points: [Int64] = []
    var before: [Int64] = []
    for series in drawn {
      let own = series.thinned.segments.joined().map(\.time).filter { $0 != MetricSeries.noTime }
      // Metrics that are logged together have the same times.
      if own != before { points += own }
      before = own
    }
    var moments = LogMoments(points).wanted
    if moments.count > LogMoments.pointLimit {
      let step = (moments.count + LogMoments.pointLimit - 1) / LogMoments.pointLimit
      moments = stride(from: 0, to: moments.count, by: step).map { moments[$0] }
    }
    self.init(moments + drawn.flatMap { $0.summary.moments?.known ?? [] })
  }
}

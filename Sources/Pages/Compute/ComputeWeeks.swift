/// What a compute target did in each week, Monday to Sunday in UTC.
struct ComputeWeeks: Sendable {
  struct Week: Sendable, Hashable {
    /// Monday, 0:00, in milliseconds since 1970.
    var start: Int64
    /// How many runs started in it.
    var runs = 0
    /// Time that runs ran, in milliseconds.
    var runTime: Int64 = 0
    /// The same, times the nodes of each.
    var nodeTime = 0.0
    /// Time that runs waited before they started.
    var queuedTime: Int64 = 0
    /// Time in which at least one run ran.
    var busyTime: Int64 = 0
  }

  static let length = 7 * 86_400_000 as Int64
  /// More weeks than a year has are told by no one table.
  static let limit = 53
  /// 5 January 1970 was a Monday.
  private static let monday = 4 * 86_400_000 as Int64

  /// Without gaps, oldest first.
  private(set) var weeks: [Week] = []
  /// How many runs ended before the first of them.
  private(set) var earlierRuns = 0

  /// The Monday at or before a moment.
  static func start(of moment: Int64) -> Int64 {
    let offset = (moment - monday) % length
    return moment - (offset < 0 ? offset + length : offset)
  }

  /// - Parameters:
  ///   - runs: parents of others are left out.
  ///   - latest: the last moment that counts.
  init(_ runs: [ComputeRun], latest: Int64, limit: Int = limit) {
    let counted = runs.filter { !$0.isParent && ($0.first ?? .max) <= latest }
    guard let earliest = counted.compactMap(\.first).min() else { return }
    let last = Self.start(of: latest)
    let first = max(Self.start(of: earliest), last - Int64(limit - 1) * Self.length)
    weeks = stride(from: first, through: last, by: Int64.Stride(Self.length)).map { Week(start: $0) }
    for run in counted {
      if (run.last ?? .min) < first { earlierRuns += 1 }
      if let running = run.running {
        if running.lowerBound >= first, running.lowerBound <= latest { weeks[index(of: running.lowerBound)].runs += 1 }
        add(running) {
          $0.runTime += $1
          $0.nodeTime += Double($1) * Double(run.nodeCount)
        }
      }
      if let waiting = run.waiting { add(waiting) { $0.queuedTime += $1 } }
    }
    for busy in Self.union(counted.compactMap(\.running)) { add(busy) { $0.busyTime += $1 } }
  }

  private func index(of moment: Int64) -> Int { Int((moment - weeks[0].start) / Self.length) }

  /// Gives each week its part of a time.
  private mutating func add(_ time: Range<Int64>, _ count: (inout Week, Int64) -> Void) {
    let all = weeks[0].start..<weeks[weeks.count - 1].start + Self.length
    let time = time.clamped(to: all)
    guard !time.isEmpty else { return }
    for index in index(of: time.lowerBound)...index(of: time.upperBound - 1) {
      let week = weeks[index].start..<weeks[index].start + Self.length
      let part = time.clamped(to: week)
      count(&weeks[index], part.upperBound - part.lowerBound)
    }
  }

  /// The times that any of some times cover, in order and apart.
  static func union(_ times: [Range<Int64>]) -> [Range<Int64>] {
    var union: [Range<Int64>] = []
    for time in times.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = union.last, time.lowerBound <= last.upperBound {
        union[union.count - 1] = last.lowerBound..<max(last.upperBound, time.upperBound)
      } else {
        union.append(time)
      }
    }
    return union
  }
}

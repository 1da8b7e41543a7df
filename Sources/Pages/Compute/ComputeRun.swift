import Analysis
import Digests
import RunModel

/// When a run waited and ran on a compute target.
///
/// Times are milliseconds since 1970.
struct ComputeRun: Sendable {
  /// Moments beyond what a calendar has are none.
  private static let moments = -8_640_000_000_000_000...8_640_000_000_000_000 as ClosedRange<Int64>
  /// A store may claim any number of nodes.
  private static let nodeLimit = 1_000_000

  var place: RunPlace
  /// From when to when it waited; nil where that is not known.
  var waiting: Range<Int64>?
  /// From when to when it ran; nil for one that never started.
  ///
  /// Empty where its end is not after its start.
  var running: Range<Int64>?
  /// It still runs or waits.
  var isUnderWay = false
  /// Its end lies before its start, or its start before the moment it was queued.
  var isSkewed = false
  /// At least 1.
  var nodeCount = 1
  /// Runs on the same target are its children: their time is not counted twice.
  var isParent = false

  init(place: RunPlace) { self.place = place }

  init(_ digest: RunDigest, at place: RunPlace, state: RunState, isParent: Bool) {
    self.place = place
    self.isParent = isParent
    isUnderWay = state.isUnderWay
    let header = digest.header
    nodeCount = min(max(1, header.nodeCount ?? 1, header.nodes.count), Self.nodeLimit)
    let sign = Self.moment(digest.lastSign)
    let submitted = Self.moment(header.submitted)
    guard state != .reported(.queued), let start = Self.moment(header.start) else {
      if let since = submitted ?? Self.moment(header.start) { waiting = since..<max(since, sign ?? since) }
      return
    }
    let end = Self.moment(header.end) ?? sign ?? start
    isSkewed = end < start || submitted.map { $0 > start } == true
    running = start..<max(start, end)
    if let submitted, submitted <= start { waiting = submitted..<start }
  }

  /// Lets one that waits do so until a moment: unlike one that runs, it gives no sign of it.
  mutating func waitOn(until moment: Int64) {
    guard isUnderWay, running == nil, let waiting, waiting.upperBound < moment else { return }
    self.waiting = waiting.lowerBound..<moment
  }

  private static func moment(_ time: Timestamp?) -> Int64? {
    time.flatMap { moments.contains($0.milliseconds) ? $0.milliseconds : nil }
  }

  /// Since when it is on the target.
  var first: Int64? { waiting?.lowerBound ?? running?.lowerBound }

  /// The latest moment anything is known of it.
  var last: Int64? { running?.upperBound ?? waiting?.upperBound }
}

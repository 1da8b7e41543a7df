public import RunModel

/// A run's status as a reader should take it: a run that says it runs but has been silent is stale.
public enum RunState: Sendable, Hashable {
  case reported(RunStatus)
  /// Says it still runs; its last sign of life, if there was any, lies too far back.
  case stale(since: Timestamp?)

  /// How long a run may be silent before it is called stale: an hour.
  public static let silenceLimit = 3_600_000 as Int64

  /// Whether a run is under way, or is to be, and gave a sign of it.
  public var isUnderWay: Bool {
    self == .reported(.running) || self == .reported(.preparing) || self == .reported(.queued)
  }

  /// When a run turns stale if it stays silent; nil for one that does not, or did so long ago.
  public static func end(ofPatienceWith status: RunStatus, lastSign: Timestamp?, now: Timestamp) -> Timestamp? {
    guard status == .running || status == .preparing, let lastSign else { return nil }
    let (end, isBeyond) = lastSign.milliseconds.addingReportingOverflow(silenceLimit + 1)
    return !isBeyond && end > now.milliseconds ? Timestamp(milliseconds: end) : nil
  }

  /// - Parameters:
  ///   - status: what the store says.
  ///   - lastSign: the latest moment the store has anything of this run.
  ///   - now: the moment the site is built for.
  public static func of(_ status: RunStatus, lastSign: Timestamp?, now: Timestamp) -> RunState {
    guard status == .running || status == .preparing else { return .reported(status) }
    guard let lastSign else { return .stale(since: nil) }
    let isSilent = now.milliseconds(since: lastSign) > silenceLimit
    return isSilent ? .stale(since: lastSign) : .reported(status)
  }
}

import Analysis
import FileAccess
import Publishing
import RunModel

/// Looks at a run and its log until the run has ended and the log is quiet.
///
/// A log is looked at five times a second, which costs a few system calls; a run once a second, or less often where that
/// takes long, so that looking takes no more than a fiftieth of the time.
struct FollowLoop {
  enum End {
    case state(RunState)
    /// The time was up, or nobody reads any more.
    case timeout
    /// The run is no longer in its store.
    case gone
  }

  let monitor: RunMonitor
  /// Nil where no output is wanted.
  let log: FollowedLog?
  let output: LogOutput
  /// Whether it is over when nobody reads the output any more.
  let endsWithReader: Bool
  /// Of what is there at first, so many lines; nil for all.
  var tail: Int?
  /// The end of the time, by `Terminal.seconds`.
  var deadline: Double?
  var isQuiet = false

  private static let logInterval = 0.2
  private static let runInterval = 1.0
  private static let shareOfTime = 50.0
  /// Whoever tells that a run has ended may be ahead of the last lines of its log.
  private static let settlingTime = 1.0

  func run() throws -> End {
    let end = try follow()
    try output.finish()
    return end
  }

  private func follow() throws -> End {
    var state: RunState?
    var nextLook = 0.0
    var quietSince = Terminal.seconds
    var obstacle: FileFailure?
    while true {
      if let log, output.isRead {
        if try look(at: log, &obstacle) {
          quietSince = Terminal.seconds
          monitor.heard(Timestamp(milliseconds: Terminal.wallClock))
        }
      }
      let now = Terminal.seconds
      if now >= nextLook {
        guard let found = monitor.look(now: Timestamp(milliseconds: Terminal.wallClock)) else { return .gone }
        if !FollowLoop.mayGoOn(found), state != found { quietSince = max(quietSince, now) }
        state = found
        nextLook = now + max(FollowLoop.runInterval, (Terminal.seconds - now) * FollowLoop.shareOfTime)
      }
      let isFollowing = log != nil && output.isRead
      if let state, !FollowLoop.mayGoOn(state), !isFollowing || now - quietSince >= FollowLoop.settlingTime {
        return .state(state)
      }
      if !output.isRead, endsWithReader { return .timeout }
      if let deadline, now >= deadline { return .timeout }
      let wanted = isFollowing ? FollowLoop.logInterval : FollowLoop.runInterval
      Terminal.pause(min(wanted, deadline.map { $0 - now } ?? wanted))
    }
  }

  /// Prints what came.
  ///
  /// - Parameter obstacle: why the log could not be read the last time. To who waits for a run, its end counts more than its
  ///   log, which may be readable again in a moment.
  private func look(at log: FollowedLog, _ obstacle: inout FileFailure?) throws -> Bool {
    do {
      let came = try log.look(tail: tail, begins: tellBeginning, remark: tellRemark, output.write)
      obstacle = nil
      return came
    } catch let failure as FileFailure where !endsWithReader {
      if failure != obstacle {
        Terminal.error("warning: the log cannot be printed for now: \(Terminal.printable("\(failure)"))")
      }
      obstacle = failure
      return false
    }
  }

  /// Whether a run may write more: one that is stale or of which nothing is said may not be waited for.
  private static func mayGoOn(_ state: RunState) -> Bool {
    if case .reported(let status) = state { return status.isLive }
    return false
  }

  private func tellBeginning(_ path: String) {
    if !isQuiet { Terminal.error("note: following \(Terminal.printable(path))") }
  }

  private func tellRemark(_ remark: FileFollower.Remark) {
    // Loss that nobody could foresee is told in any case.
    if isQuiet, remark != .cutShort { return }
    switch remark {
    case .cutShort:
      Terminal.error("note: the log was cut short; what was written just before that may be missing here")
    case .compressed(let names):
      let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more" : "")
      Terminal.error("note: earlier parts of the log are compressed and not printed: \(Terminal.printable(shown))")
    case .tooMany(let count):
      Terminal.error("note: the \(count) oldest parts of the log are not printed")
    }
  }
}

internal import Glibc
import Synchronization

/// Tells a watcher, or a build that is under way, to come to its end.
///
/// It may be told from any thread, and more than once.
public final class StopToken: Sendable {
  private let told = Atomic(false)
  /// Becomes readable when the token is told to stop, so that `poll` wakes; -1 if the system has no descriptor left.
  let descriptor: Int32
  private let writing: Int32

  public init() {
    var ends: (Int32, Int32) = (-1, -1)
    let result = withUnsafeMutableBytes(of: &ends) { pipe($0.assumingMemoryBound(to: Int32.self).baseAddress!) }
    (descriptor, writing) = result == 0 ? ends : (-1, -1)
    for end in [descriptor, writing] where end >= 0 {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    for end in [descriptor, writing] where end >= 0 { close(end) }
  }

  public var isStopped: Bool { told.load(ordering: .acquiring) }

  /// Ends what waits for this token, as soon as it can.
  public func stop() {
    told.store(true, ordering: .releasing)
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Waits until it is told to stop.
  public func wait() {
    while !isStopped {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // Without a descriptor it is looked at now and then.
      _ = poll(&waiting, descriptor < 0 ? 0 : 1, descriptor < 0 ? 100 : -1)
    }
  }

  /// - Throws: `BuildStopped`, if it is told to stop.
  func check() throws(BuildStopped) {
    if isStopped { throw BuildStopped() }
  }
}

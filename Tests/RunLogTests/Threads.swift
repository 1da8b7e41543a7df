import Dispatch
import Glibc
import Synchronization

/// Work of tests on several threads.
enum Threads {
  /// Does the same on that many threads at once, and throws what one of them throws.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: count) { number in
      do { try body(number) } catch { failures.set(error) }
    }
    if let error = failures.first { throw error }
  }

  static func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }
}

private final class Failures: Sendable {
  private let errors = Mutex<[any Error]>([])

  var first: (any Error)? { errors.withLock { $0.first } }

  func set(_ error: any Error) { errors.withLock { $0.append(error) } }
}

internal import Dispatch
import Synchronization

/// Spreads work over the cores without touching the cooperative pool, which blocking reads would starve.
public struct WorkerPool: Sendable {
  /// How many pieces of work run at once.
  public let width: Int

  public init(width: Int) {
    self.width = max(1, width)
  }

  /// Calls `body` once for each number below `count`, in any order, from up to `width` threads.
  ///
  /// The first error stops what has not begun and is thrown.
  public func forEach(_ count: Int, _ body: @Sendable (Int) throws -> Void) throws {
    let next = Atomic(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: min(width, max(count, 1))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        do {
          try body(index)
        } catch {
          failure.withLock { $0 = $0 ?? error }
          next.store(count, ordering: .relaxed)
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Calls `body` once for each number below `count`, from work of this pool: threads that are free help.
  ///
  /// Dispatch does a loop within a loop on one thread, also when the others have nothing left to do.
  public func help(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let next = Shared()
    @Sendable func work() {
      while case let index = next.value.wrappingAdd(1, ordering: .relaxed).oldValue, index < count { body(index) }
    }
    let helpers = DispatchGroup()
    for _ in 1..<max(1, min(width, count)) { DispatchQueue.global().async(group: helpers) { work() } }
    work()
    helpers.wait()
  }

  /// Two results, worked out at once.
  public func both<A: Sendable, B: Sendable>(
    _ first: @Sendable () throws -> A, _ second: @Sendable () throws -> B
  ) throws -> (A, B) {
    let results = Mutex<(A?, B?)>((nil, nil))
    try forEach(2) { number in
      if number == 0 {
        let result = try first()
        results.withLock { $0.0 = result }
      } else {
        let result = try second()
        results.withLock { $0.1 = result }
      }
    }
    return results.withLock { results in
      guard let one = results.0, let other = results.1 else {
        preconditionFailure("both were called, or one of them has thrown")
      }
      return (one, other)
    }
  }

  /// A counter that outlives the call that made it.
  private final class Shared: Sendable {
    let value = Atomic(0)
  }

  /// The results of `transform` for each number below `count`, in order.
  public func map<T: Sendable>(_ count: Int, _ transform: @Sendable (Int) throws -> T) throws -> [T] {
    let results = Mutex([T?](repeating: nil, count: count))
    try forEach(count) { index in
      let result = try transform(index)
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in
      defer { results = [] }
      return results.compactMap { $0 }
    }
  }
}

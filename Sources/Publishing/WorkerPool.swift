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

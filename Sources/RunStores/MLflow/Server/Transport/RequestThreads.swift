internal import NIOPosix

/// Does several requests at once, on threads of its own.
///
/// What is slow about a server is the way there and back, so there are more of these threads than cores. Work given
/// to them must not wait for other work of theirs.
final class RequestThreads: Sendable {
  private let pool: NIOThreadPool

  init(count: Int) {
    pool = NIOThreadPool(numberOfThreads: count)
    pool.start()
  }

  deinit { pool.shutdownGracefully { _ in } }

  /// Begins some work after all that was begun before.
  func start<Value: Sendable>(_ work: @escaping @Sendable () -> Value) -> PendingValue<Value> {
    let pending = PendingValue<Value>()
    pool.submit { _ in pending.fill(with: work()) }
    return pending
  }
}

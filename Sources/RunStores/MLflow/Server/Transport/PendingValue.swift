internal import Dispatch
internal import Synchronization

/// What some work on another thread will give.
final class PendingValue<Value: Sendable>: Sendable {
  private let isFilled = DispatchSemaphore(value: 0)
  private let value = Mutex<Value?>(nil)

  init() {}

  func fill(with value: Value) {
    self.value.withLock { $0 = value }
    isFilled.signal()
  }

  /// Waits for the value and hands it over, which it does once: nil for who asks again.
  func take() -> Value? {
    isFilled.wait()
    defer { isFilled.signal() }
    return value.withLock { value in
      defer { value = nil }
      return value
    }
  }
}

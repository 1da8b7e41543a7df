import Synchronization

/// Something worked out when a page first asks for it: in a build in which nothing of it changed, none does.
final class Lazy<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  /// The value; whoever comes while it is worked out waits for it.
  func get<Failure: Error>(_ make: () throws(Failure) -> Value) throws(Failure) -> Value {
    try value.withLock { value throws(Failure) in
      if let value { return value }
      let new = try make()
      value = new
      return new
    }
  }
}

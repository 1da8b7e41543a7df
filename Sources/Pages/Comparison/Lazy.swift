import Synchronization

/// Something worked out when a page first asks for it: in a build in which nothing of it changed, none does.
final class Lazy<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)

  /// The value; whoever comes while it is worked out waits for it.
  func get(_ make: () throws -> Value) throws -> Value {
    try value.withLock { value in
      if let value { return value }
      let new = try make()
      value = new
      return new
    }
  }
}

import Synchronization

/// Buffers of some megabytes that are used again and again: memory that goes back to the system and comes from there
/// anew costs more than what is done with it.
final class BufferPool: Sendable {
  private let buffers = Mutex<[[UInt8]]>([])

  /// An empty buffer with whatever room it has.
  func take() -> [UInt8] {
    var buffer = buffers.withLock { $0.popLast() } ?? []
    buffer.removeAll(keepingCapacity: true)
    return buffer
  }

  /// Takes back a buffer that nobody reads any more when the next one is taken.
  func give(_ buffer: [UInt8]) { buffers.withLock { $0.append(buffer) } }
}

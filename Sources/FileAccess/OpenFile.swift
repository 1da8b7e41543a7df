internal import Glibc

/// A regular file kept open, read at any place from any thread.
public final class OpenFile: Sendable {
  /// When it was opened.
  public let size: Int64
  /// When it was last changed, in nanoseconds since 1970.
  public let changed: Int64
  private let descriptor: Int32

  /// - Parameter descriptor: closed when this value goes.
  init(_ descriptor: Int32, size: Int64, changed: Int64) {
    self.descriptor = descriptor
    self.size = size
    self.changed = changed
  }

  deinit { close(descriptor) }

  /// Reads some bytes into a buffer.
  ///
  /// - Returns: how many; fewer than the buffer holds at the end of the file, or where it cannot be read.
  public func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress! + filled, buffer.count - filled, off_t(offset + Int64(filled)))
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      filled += count
    }
    return filled
  }
}

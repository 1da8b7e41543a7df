internal import Glibc

/// Reads a regular file piece by piece.
public final class FileReader {
  private let path: String
  private let descriptor: Int32
  /// What is still to be read, the next range last.
  private var ranges: [Range<Int64>]
  private var buffer: [UInt8]

  /// - Parameters:
  ///   - pieceSize: how many bytes a piece has at most.
  ///   - followingLinks: whether a symbolic link is opened.
  ///   - ranges: which bytes are read, one range after the other; nil for all that are there when it is opened.
  public init(
    _ path: String, pieceSize: Int = 1 << 18, followingLinks: Bool = true, ranges: [Range<Int64>]? = nil
  ) throws(FileFailure) {
    self.path = path
    // O_NONBLOCK keeps a FIFO from hanging the program.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
    buffer = []
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      self.ranges = []
      throw FileFailure(path, errno)
    }
    let whole = 0..<Int64(status.st_size)
    self.ranges = ranges.map { $0.reversed().map { $0.clamped(to: whole) } } ?? [whole]
    let size = self.ranges.reduce(0) { $0 &+ Int64($1.count) }
    buffer = [UInt8](repeating: 0, count: Int(max(1, min(size, Int64(pieceSize)))))
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path, reason: "is not a regular file") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next piece, full but for the last one; empty at the end.
  public func next() throws(FileFailure) -> ArraySlice<UInt8> {
    var filled = 0
    while filled < buffer.count, let range = ranges.last {
      let wanted = min(Int(range.count), buffer.count - filled)
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { pread(descriptor, $0 + filled, wanted, off_t(range.lowerBound)) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw FileFailure(path, errno) }
      filled += count
      // A file that was cut short since ends here.
      let next = count == 0 ? range.upperBound : range.lowerBound + Int64(count)
      ranges[ranges.count - 1] = next..<range.upperBound
      if next == range.upperBound { ranges.removeLast() }
    }
    return buffer[..<filled]
  }
}

internal import Glibc

/// Reads a regular file piece by piece.
public final class FileReader {
  private let path: String
  private let descriptor: Int32
  private var rest: Int64
  private var buffer: [UInt8]

  /// The size of the file when it was opened; a file that grows while it is read is read up to this.
  public let size: Int64

  /// - Parameters:
  ///   - pieceSize: how many bytes a piece has at most.
  ///   - followingLinks: whether a symbolic link is opened.
  public init(_ path: String, pieceSize: Int = 1 << 18, followingLinks: Bool = true) throws(FileFailure) {
    self.path = path
    // O_NONBLOCK keeps a FIFO from hanging the program.
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
    buffer = [UInt8](repeating: 0, count: max(1, pieceSize))
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      size = 0
      rest = 0
      throw FileFailure(path, errno)
    }
    size = Int64(status.st_size)
    rest = size
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path, reason: "is not a regular file") }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// The next piece, full but for the last one; empty at the end.
  public func next() throws(FileFailure) -> ArraySlice<UInt8> {
    let wanted = Int(min(rest, Int64(buffer.count)))
    var filled = 0
    while filled < wanted {
      let count = buffer.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { read(descriptor, $0 + filled, wanted - filled) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw FileFailure(path, errno) }
      if count == 0 { break }
      filled += count
    }
    rest = filled < wanted ? 0 : rest - Int64(filled)
    return buffer[..<filled]
  }
}

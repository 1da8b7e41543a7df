internal import Glibc

/// Writes a file piece by piece.
public final class FileStream {
  private let path: String
  private var descriptor: Int32

  /// Creates a file, or empties the one that is there.
  public init(creating path: String) throws(FileFailure) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path, errno) }
  }

  deinit {
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
  }

  /// Appends a piece.
  public func write(_ bytes: [UInt8]) throws(FileFailure) {
    let failure = bytes.withUnsafeBytes { FileWriter.writeAll($0, to: descriptor) }
    guard failure == 0 else { throw FileFailure(path, failure) }
  }

  /// Ends the file; what the disk refuses late is told here.
  public func close() throws(FileFailure) {
    let result = Glibc.close(descriptor)
    descriptor = -1
    guard result == 0 else { throw FileFailure(path, errno) }
  }
}

internal import Glibc

/// A folder kept open: the files in it are found by their names, without looking up the path to them each time.
public final class OpenFolder: Sendable {
  public let path: String
  private let descriptor: Int32

  /// Opens a folder; makes it, and those above it, where it is missing.
  public init(making path: String) throws(FileFailure) {
    self.path = path
    try FileWriter.makeFolder(path)
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path, errno) }
  }

  deinit { close(descriptor) }

  /// Creates or replaces a file.
  ///
  /// - Returns: what `FileBytes.version` says of it.
  public func write(_ bytes: [UInt8], to name: String) throws(FileFailure) -> (size: Int64, changed: Int64) {
    let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileFailure(path + "/" + name, errno) }
    try FileWriter.write(bytes, to: file, of: path + "/" + name)
    // Asked when it is closed: a file server may say then when it took the bytes.
    var status = stat()
    guard fstatat(descriptor, name, &status, 0) == 0 else { throw FileFailure(path + "/" + name, errno) }
    return FileBytes.version(status)
  }
}

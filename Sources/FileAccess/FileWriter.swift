internal import Glibc

/// Writing files with the system's own calls.
///
/// Foundation's `write` calls `fsync` for each file and takes 50 times as long; a site can be built again.
public enum FileWriter {
  /// Creates or replaces a file.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileFailure(path, errno) }
    try write(bytes, to: descriptor, of: path)
  }

  /// Writes an open file, and closes it.
  static func write(_ bytes: [UInt8], to descriptor: Int32, of path: @autoclosure () -> String) throws(FileFailure) {
    var failure = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    if close(descriptor) != 0, failure == 0 { failure = errno }
    guard failure == 0 else { throw FileFailure(path(), failure) }
  }

  /// Copies a regular file, in pieces, with its time of change.
  ///
  /// - Parameter limit: stops, without an error, after this many bytes, for files that grow while read.
  /// - Returns: how many bytes were copied.
  @discardableResult
  public static func copy(_ source: String, to target: String, limit: Int64) throws(FileFailure) -> Int64 {
    let input = open(source, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    guard input >= 0 else { throw FileFailure(source, errno) }
    defer { close(input) }
    var status = stat()
    guard fstat(input, &status) == 0 else { throw FileFailure(source, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(source, reason: "is not a regular file") }
    let output = open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard output >= 0 else { throw FileFailure(target, errno) }
    var copied: Int64 = 0
    var failure: (path: String, code: Int32)?
    withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
      while copied < limit {
        let wanted = Int(min(Int64(buffer.count), limit - copied))
        let count = read(input, buffer.baseAddress, wanted)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { failure = (source, errno) }
        if count <= 0 { break }
        let code = writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: output)
        if code != 0 {
          failure = (target, code)
          break
        }
        copied += Int64(count)
      }
    }
    var times = [status.st_atim, status.st_mtim]
    futimens(output, &times)
    if close(output) != 0, failure == nil { failure = (target, errno) }
    if let failure { throw FileFailure(failure.path, failure.code) }
    return copied
  }

  /// Gives a file a second name; a copy where the file system has no links.
  public static func duplicate(_ source: String, to target: String) throws(FileFailure) {
    if link(source, target) == 0 { return }
    try copy(source, to: target, limit: .max)
  }

  /// Makes a folder and those above it.
  public static func makeFolder(_ path: String) throws(FileFailure) {
    if mkdir(path, 0o755) == 0 || errno == EEXIST && FileBytes.isDirectory(path) { return }
    let code = errno
    guard code == ENOENT else { throw FileFailure(path, code) }
    try makeFolder(PathText.parent(of: path))
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw FileFailure(path, errno) }
  }

  /// Moves a file over another one, in one step.
  public static func rename(_ source: String, to target: String) throws(FileFailure) {
    guard Glibc.rename(source, target) == 0 else { throw FileFailure(target, errno) }
  }

  /// Removes a file; one that is gone already is no failure.
  public static func removeFile(_ path: String) throws(FileFailure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileFailure(path, errno) }
  }

  /// Removes a folder if it is empty, and says whether it is gone.
  @discardableResult
  public static func removeEmptyFolder(_ path: String) -> Bool { rmdir(path) == 0 }

  /// Writes all bytes; the value of `errno`, or 0.
  static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        return errno
      }
      written += count
    }
    return 0
  }
}

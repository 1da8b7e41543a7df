internal import Glibc

/// Reading whole files as bytes, and asking what a path is, without Foundation.
public enum FileBytes {
  /// All bytes of a regular file.
  ///
  /// A file that shrinks while it is read gives what was there; one that grows gives the bytes it had
  /// when it was opened. FIFOs and devices are refused, so that nothing hangs.
  ///
  /// - Parameter limit: a file of more bytes is refused.
  public static func read(_ path: String, limit: Int = .max) throws(FileFailure) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileFailure(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileFailure(path, errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileFailure(path, reason: "is not a regular file") }
    let size = Int(status.st_size)
    guard size <= limit else { throw FileFailure(path, reason: "has more than \(limit) bytes") }
    guard size > 0 else { return [] }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = Glibc.read(descriptor, buffer.baseAddress! + filled, size - filled)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { failure = errno }
        if count <= 0 { break }
        filled += count
      }
    }
    guard failure == 0 else { throw FileFailure(path, failure) }
    return bytes
  }

  /// What stands at a path, or nil if nothing does.
  ///
  /// - Parameter followingLinks: whether a symbolic link is asked for its target.
  public static func entry(at path: String, followingLinks: Bool = true) -> DirectoryEntry? {
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { return nil }
    return DirectoryEntry(name: PathText.lastPart(of: path), status: status)
  }

  /// The size of a regular file and when it was last changed, in nanoseconds since 1970; nil if there is none.
  public static func version(of path: String) -> (size: Int64, changed: Int64)? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return version(status)
  }

  static func version(_ status: stat) -> (size: Int64, changed: Int64) {
    (Int64(status.st_size), Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec))
  }

  /// Whether two paths are files of one size and one time of change.
  public static func isSameVersion(_ a: String, _ b: String) -> Bool {
    guard let first = version(of: a), let second = version(of: b) else { return false }
    return first == second
  }

  /// Whether two paths are files that hold the same bytes; false if either is missing.
  public static func areEqual(_ a: String, _ b: String) throws(FileFailure) -> Bool {
    guard let first = version(of: a), let second = version(of: b), first.size == second.size else { return false }
    let readers = (try FileReader(a), try FileReader(b))
    while true {
      let pieces = (try readers.0.next(), try readers.1.next())
      if !areSame(pieces.0, pieces.1) { return false }
      if pieces.0.isEmpty { return true }
    }
  }

  /// Whether two pieces hold the same bytes; many at a time, which `==` does not do.
  public static func areSame(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Bool {
    a.count == b.count
      && a.withUnsafeBytes { a in
        b.withUnsafeBytes { b in
          guard let first = a.baseAddress, let second = b.baseAddress else { return true }
          return memcmp(first, second, a.count) == 0
        }
      }
  }

  public static func isDirectory(_ path: String) -> Bool { entry(at: path)?.kind == .directory }

  public static func isFile(_ path: String) -> Bool { entry(at: path)?.kind == .file }
}

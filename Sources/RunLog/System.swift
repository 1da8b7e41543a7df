internal import Glibc

/// What is asked of the system, in Swift's words.
enum System {
  /// Milliseconds since 1970.
  static var wallClock: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Nanoseconds since some fixed moment.
  static var clock: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Makes a folder and those above it that are missing.
  static func makeFolders(_ path: String) throws(RunLogError) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    let code = errno
    guard code == ENOENT, let slash = path.dropLast().lastIndex(of: "/"), slash != path.startIndex else {
      throw RunLogError("make the folder", path, code)
    }
    try makeFolders(String(path[..<slash]))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw RunLogError("make the folder", path, errno) }
  }

  /// The bytes of a file; nil where there is none.
  ///
  /// - Parameter waits: whether it may be a pipe, which could be waited for without an end: one that the user names.
  static func read(_ path: String, waits: Bool = false) throws(RunLogError) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (waits ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw RunLogError("read", path, errno)
    }
    defer { close(descriptor) }
    guard waits || isFile(descriptor) else { throw RunLogError.noFile("read", path) }
    var bytes: [UInt8] = []
    while true {
      let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 16 << 10) { buffer in
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count > 0 { bytes += buffer[..<count] }
        return count
      }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw RunLogError("read", path, errno) }
      if count == 0 { return bytes }
    }
  }

  /// Makes a new file with these bytes in it, all of them or none.
  static func create(_ path: String, _ bytes: [UInt8]) throws(RunLogError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw RunLogError("write", path, errno) }
    var done = 0
    var code: Int32 = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, $0.count - done) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        code = count < 0 ? errno : ENOSPC
        break
      }
      done += count
    }
    // Network file systems tell a full disk here at the earliest.
    if code == 0, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code != 0 {
      unlink(path)
      throw RunLogError("write", path, code)
    }
  }

  /// Puts these bytes in a file's place in one step: a reader sees the old ones or the new ones.
  static func replace(_ path: String, _ bytes: [UInt8]) throws(RunLogError) {
    let temporary = temporaryName(beside: path)
    try create(temporary, bytes)
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw RunLogError("write", path, code)
    }
  }

  /// Makes a file whole in one step where there is none; false where there is one.
  static func createWhole(_ path: String, _ bytes: [UInt8]) throws(RunLogError) -> Bool {
    let temporary = temporaryName(beside: path)
    try create(temporary, bytes)
    defer { unlink(temporary) }
    if link(temporary, path) == 0 { return true }
    if errno == EEXIST { return false }
    // File systems without hard links: whoever is second replaces the same bytes by the same.
    guard rename(temporary, path) == 0 else { throw RunLogError("write", path, errno) }
    return true
  }

  /// The names in a folder, in the order of bytes; none where it cannot be listed.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether an open file is a regular one.
  static func isFile(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The path from the root of the file system, links resolved; as it was where that cannot be told.
  static func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A name that readers of stores ignore and no other process takes.
  private static func temporaryName(beside path: String) -> String {
    let slash = path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex
    let chance = String(UInt32.random(in: .min ... .max), radix: 16)
    return "\(path[..<slash]).\(path[slash...]).\(getpid())-\(chance)"
  }
}

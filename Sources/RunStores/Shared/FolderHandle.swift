internal import FileAccess
internal import Glibc
internal import RunModel

/// An open folder, whose files are opened by their names in it: no path is built or walked again per file.
///
/// Symbolic links are not followed, so that nothing outside a store is ever read as part of it.
struct FolderHandle: ~Copyable {
  private let descriptor: Int32
  private var stream: OpaquePointer?

  /// What a folder holds.
  struct Contents {
    /// Sorted by the bytes of their names; sizes are not filled in.
    var entries: [DirectoryEntry] = []
    /// Names that are not UTF-8, mended for showing; they cannot be opened.
    var brokenNames: [String] = []
  }

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    stream = nil
  }

  deinit {
    if let stream { closedir(stream) } else { close(descriptor) }
  }

  /// Opens a folder by its path; `followingLinks` is for the store itself, which stands where its user says.
  static func open(_ path: String, followingLinks: Bool = false) throws(SystemFailure) -> FolderHandle {
    try open(path, in: AT_FDCWD, followingLinks: followingLinks)
  }

  /// Opens a folder in this one.
  func folder(_ name: String) throws(SystemFailure) -> FolderHandle {
    try FolderHandle.open(name, in: descriptor, followingLinks: false)
  }

  private static func open(
    _ path: String, in descriptor: Int32, followingLinks: Bool
  ) throws(SystemFailure) -> FolderHandle {
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (followingLinks ? 0 : O_NOFOLLOW)
    let opened = openat(descriptor, path, flags)
    guard opened < 0 else { return FolderHandle(descriptor: opened) }
    let code = errno
    // Asked for a folder, the system does not say whether it is a link or a file that stands there.
    guard code == ENOTDIR, status(of: path, in: descriptor)?.kind == .symbolicLink else { throw SystemFailure(code) }
    throw SystemFailure(ELOOP)
  }

  /// Everything in the folder but `.` and `..`; to be asked once.
  mutating func contents() throws(SystemFailure) -> Contents {
    guard stream == nil, let opened = fdopendir(descriptor) else { throw SystemFailure(errno) }
    stream = opened
    var contents = Contents()
    while true {
      errno = 0
      guard let item = readdir(opened) else { break }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let start = UnsafeRawPointer(item).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      if start[0] == 0x2E, start[1] == 0 || (start[1] == 0x2E && start[2] == 0) { continue }
      guard let name = String(validatingCString: start) else {
        contents.brokenNames.append(String(cString: start))
        continue
      }
      contents.entries.append(DirectoryEntry(name: name, kind: kind(item.pointee.d_type, name)))
    }
    guard errno == 0 else { throw SystemFailure(errno) }
    contents.entries.sort { NameOrder.precedes($0.name, $1.name) }
    return contents
  }

  /// What stands under a name, its size included, or nil if nothing does; a link is not followed.
  func entry(_ name: String) -> DirectoryEntry? { FolderHandle.status(of: name, in: descriptor) }

  private static func status(of name: String, in descriptor: Int32) -> DirectoryEntry? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
    let kind: DirectoryEntry.Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .special
      }
    return DirectoryEntry(name: name, kind: kind, size: Int64(status.st_size))
  }

  /// Whether this process may read what stands under a name.
  func mayRead(_ name: String) -> Bool { faccessat(descriptor, name, R_OK, 0) == 0 }

  /// Reads a whole regular file, at most `limit` bytes of it being acceptable.
  func read(_ name: String, into buffer: inout ReadBuffer, limit: Int) throws(SystemFailure) {
    buffer.count = 0
    // O_NONBLOCK keeps a FIFO from hanging the program; its reads fail or give nothing.
    let file = openat(descriptor, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard file >= 0 else { throw SystemFailure(errno) }
    defer { close(file) }
    while true {
      let room = buffer.capacity - buffer.count
      let count = Glibc.read(file, buffer.start + buffer.count, room)
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFailure(errno)
      }
      buffer.count += count
      guard buffer.count <= limit else { throw SystemFailure(reason: "is larger than \(limit) bytes") }
      if count == 0 { return }
      if buffer.count == buffer.capacity { buffer.grow() }
    }
  }

  private func kind(_ type: UInt8, _ name: String) -> DirectoryEntry.Kind {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .symbolicLink
    // Some file systems leave the type to stat.
    case Int(DT_UNKNOWN): entry(name)?.kind ?? .special
    default: .special
    }
  }
}

public import Fingerprints
internal import Glibc

/// Whether anything in a folder changed, told without opening a file: from names, sizes, times and inodes.
public struct FolderFingerprint: Sendable, Hashable {
  public var fingerprint: Fingerprint
  /// False if a file was changed so lately that another change could leave its time and size as they are.
  public var isSettled: Bool

  /// Folders deeper than this are a mistake or an attack.
  private static let depthLimit = 64
  /// Clocks of file systems go by ticks of up to some hundredths of a second; network file systems may lag.
  private static let settlingTime = 2

  /// Looks through a folder and all folders in it; symbolic links count as what they are and are not followed.
  ///
  /// - Returns: nil if the folder itself cannot be listed. What cannot be listed in it counts as absent.
  public static func of(_ path: String) -> FolderFingerprint? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var sum = Sum()
    sum.add(folder: descriptor, path: 0, depth: 0)
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return FolderFingerprint(
      fingerprint: Fingerprint(high: sum.high, low: sum.low), isSettled: sum.newest < now.tv_sec - settlingTime)
  }

  /// Added up, so that the order in which a file system lists names does not matter.
  private struct Sum {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var newest = 0

    /// - Parameters:
    ///   - descriptor: of the folder; closed here.
    ///   - path: stands for the names that lead to it.
    mutating func add(folder descriptor: Int32, path: UInt64, depth: Int) {
      guard let stream = fdopendir(descriptor) else {
        close(descriptor)
        return
      }
      defer { closedir(stream) }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      while let item = readdir(stream) {
        let name = UnsafeRawPointer(item).advanced(by: offset).assumingMemoryBound(to: CChar.self)
        if name[0] == 0x2E, name[1] == 0 || (name[1] == 0x2E && name[2] == 0) { continue }
        var hasher = FingerprintHasher()
        hasher.combine(path)
        hasher.combine(UnsafeRawBufferPointer(start: name, count: strlen(name)))
        if item.pointee.d_type == UInt8(DT_DIR), depth < depthLimit {
          let folder = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
          add(hasher.finish())
          if folder >= 0 { add(folder: folder, path: hasher.finish().low, depth: depth + 1) }
          continue
        }
        var status = stat()
        guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
        hasher.combine(UInt64(status.st_mode))
        hasher.combine(Int64(status.st_size))
        hasher.combine(Int64(status.st_mtim.tv_sec))
        hasher.combine(Int64(status.st_mtim.tv_nsec))
        hasher.combine(Int64(status.st_ctim.tv_sec))
        hasher.combine(Int64(status.st_ctim.tv_nsec))
        hasher.combine(UInt64(status.st_ino))
        newest = max(newest, status.st_mtim.tv_sec)
        add(hasher.finish())
      }
    }

    private mutating func add(_ fingerprint: Fingerprint) {
      high &+= fingerprint.high
      low &+= fingerprint.low
    }
  }
}

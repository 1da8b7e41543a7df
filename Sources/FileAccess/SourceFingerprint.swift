public import Fingerprints
internal import Glibc

/// Whether what a run is read from changed, told without opening a file: from names, sizes, times and inodes.
public struct SourceFingerprint: Sendable, Hashable {
  public var fingerprint: Fingerprint
  /// False if it was changed so lately that another change could leave its time and size as they are.
  public var isSettled: Bool

  public init(fingerprint: Fingerprint, isSettled: Bool) {
    self.fingerprint = fingerprint
    self.isSettled = isSettled
  }

  /// Folders deeper than this are a mistake or an attack.
  private static let depthLimit = 64
  /// Clocks of file systems go by ticks of up to some hundredths of a second; network file systems may lag.
  private static let settlingTime = 2

  /// Looks through a folder and all folders in it; symbolic links count as what they are and are not followed.
  ///
  /// - Returns: nil if the folder itself cannot be listed. What cannot be listed in it counts as absent.
  public static func of(folder path: String) -> SourceFingerprint? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    var sum = Sum()
    sum.add(folder: descriptor, path: 0, depth: 0)
    return sum.result
  }

  /// Looks at some files, links followed; one that is missing counts as absent.
  public static func of(files paths: [String]) -> SourceFingerprint {
    var sum = Sum()
    for path in paths {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      var hasher = FingerprintHasher()
      hasher.combine(path)
      sum.add(status, hasher)
    }
    return sum.result
  }

  /// Of both: it changes when either does.
  public func combined(with other: SourceFingerprint) -> SourceFingerprint {
    var hasher = FingerprintHasher()
    hasher.combine(fingerprint)
    hasher.combine(other.fingerprint)
    return SourceFingerprint(fingerprint: hasher.finish(), isSettled: isSettled && other.isSettled)
  }

  /// Added up, so that the order in which a file system lists names does not matter.
  private struct Sum {
    var high: UInt64 = 0
    var low: UInt64 = 0
    var newest = 0

    var result: SourceFingerprint {
      var now = timespec()
      clock_gettime(CLOCK_REALTIME, &now)
      return SourceFingerprint(
        fingerprint: Fingerprint(high: high, low: low), isSettled: newest < now.tv_sec - settlingTime)
    }

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
        add(status, hasher)
      }
    }

    /// - Parameter name: has taken in what the file is called.
    mutating func add(_ status: stat, _ name: FingerprintHasher) {
      var hasher = name
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

    private mutating func add(_ fingerprint: Fingerprint) {
      high &+= fingerprint.high
      low &+= fingerprint.low
    }
  }
}

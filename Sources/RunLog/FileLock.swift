internal import Glibc

/// Keeps other processes from changing a file at the same time; released when the value goes, or its process.
struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// How long a holder is waited for: a process that was stopped must not stop all others.
  private static let patience: Int64 = 10_000_000_000

  /// Waits for the lock.
  ///
  /// Without one where the file system knows none, or where the holder keeps it for ten seconds: a change that is
  /// made is worth more than one that is made alone.
  init(_ path: String) throws(RunLogError) {
    let writable = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o666)
    // Another user's file can be locked all the same.
    descriptor = writable < 0 && errno == EACCES ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : writable
    guard descriptor >= 0 else { throw RunLogError("write", path, errno) }
    let end = System.clock + FileLock.patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR, System.clock < end {
      usleep(2000)
    }
  }

  deinit { close(descriptor) }
}

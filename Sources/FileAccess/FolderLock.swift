internal import Glibc

/// Keeps two processes from writing to one folder; released when the value goes, or the process dies.
public final class FolderLock: Sendable {
  let descriptor: Int32

  /// Locks a folder that exists; nil if another process holds it.
  public init?(_ folder: String) throws(FileFailure) {
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(folder, errno) }
    // Some network file systems know no locks: better to go on than to refuse. Only a lock that is held refuses.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { return nil }
  }

  deinit {
    // A process that is being started has every descriptor until it becomes another program; closing ours alone would
    // leave the lock with it for that moment.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

internal import FileAccess
internal import Glibc

/// A database file of SQLite and the way to read it that makes nothing beside it.
///
/// SQLite makes or removes `-wal` and `-shm` beside a database in WAL mode even for reading. Such a one is read as it
/// stands if all is in the file itself, and from a private copy if some of it is in the `-wal`. A database in the older
/// journal modes is read in place under SQLite's own shared lock; one whose writer died amid a transaction is copied
/// too, since it has to be rolled back.
final class SQLiteFile: Sendable {
  enum Access: Sendable, Hashable {
    /// With SQLite's locks.
    case shared
    /// Without locks: nothing but the file itself is looked at.
    case still
    /// From a copy of one's own.
    case copied
  }

  /// Where the database is, links resolved.
  let path: String
  let access: Access
  private let copy: PrivateCopy?
  /// The file's size and time when it was looked at.
  private let size: Int64
  private let changed: Int64

  /// Looks at a file and copies it if it has to.
  init(_ path: String) throws(SQLFailure) {
    self.path = path
    guard let version = FileBytes.version(of: path), let header = SQLiteFile.header(of: path) else {
      throw SQLFailure(reason: "cannot be read as a file")
    }
    guard header.starts(with: SQLiteFile.magic) else { throw SQLFailure(reason: "is no SQLite database") }
    (size, changed) = version
    let log = FileBytes.entry(at: path + "-wal", followingLinks: false)
    if log?.kind == .file, log?.size ?? 0 > 0 {
      access = .copied
    } else if log != nil || header[18] == 2 || header[19] == 2 {
      access = .still
    } else if let journal = FileBytes.entry(at: path + "-journal", followingLinks: false) {
      access = journal.kind == .file ? SQLiteFile.access(to: path, besideJournalOf: journal.size) : .still
    } else {
      access = .shared
    }
    copy = access == .copied ? try PrivateCopy(of: path) : nil
  }

  /// The file that is opened.
  var opened: String { copy?.path ?? path }

  /// How many bytes the database has at most.
  var byteCount: Int64 { copy?.byteCount ?? size }

  /// Whether the file is the one it was; asked of one that is read without locks.
  var isUnchanged: Bool {
    guard access == .still, let now = FileBytes.version(of: path) else { return true }
    return now == (size, changed)
  }

  /// Whether a file starts as a database of SQLite does.
  static func recognises(_ path: String) -> Bool { header(of: path)?.starts(with: magic) == true }

  /// Whether a file name is one a database may have: such an ending, or none.
  static func mayBeNamed(_ name: String) -> Bool {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return true }
    return ["db", "sqlite", "sqlite3"].contains(name[name.index(after: dot)...].lowercased())
  }

  /// How a database is read that has a journal beside it, of a transaction that goes on, that was broken off or that
  /// is done with.
  ///
  /// SQLite would open the journal and, for root, set its owner, which it only does not while a writer is at work.
  private static func access(to path: String, besideJournalOf size: Int64) -> Access {
    if isBeingWritten(path) { return .shared }
    let start = size > 0 ? bytes(path + "-journal", journalMagic.count) : nil
    return start == journalMagic ? .copied : .still
  }

  /// Whether another process holds the lock of a writer.
  private static func isBeingWritten(_ path: String) -> Bool {
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // SQLite's `RESERVED_BYTE`.
    var lock = flock(l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 0x4000_0001, l_len: 1, l_pid: 0)
    return fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }

  private static let journalMagic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  private static let magic = Array("SQLite format 3\0".utf8)

  /// The first 100 bytes; nil if there are not as many.
  private static func header(of path: String) -> [UInt8]? { bytes(path, 100) }

  private static func bytes(_ path: String, _ count: Int) -> [UInt8]? {
    guard let reader = try? FileReader(path, pieceSize: count), let bytes = try? reader.next(), bytes.count == count
    else { return nil }
    return Array(bytes)
  }
}

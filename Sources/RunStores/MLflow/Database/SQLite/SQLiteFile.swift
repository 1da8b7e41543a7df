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
      // A writer at work, or one that died; SQLite would wait for ever to open a FIFO.
      access = journal.kind != .file ? .still : SQLiteFile.isAbandoned(path) ? .copied : .shared
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

  /// Whether SQLite cannot read the file before it was written to.
  private static func isAbandoned(_ path: String) -> Bool {
    guard let connection = try? SQLiteConnection(opening: path, .shared, byteCount: .max) else { return false }
    return connection.isAbandoned
  }

  private static let magic = Array("SQLite format 3\0".utf8)

  /// The first 100 bytes; nil if there are not as many.
  private static func header(of path: String) -> [UInt8]? {
    guard let reader = try? FileReader(path, pieceSize: 100), let bytes = try? reader.next(), bytes.count == 100 else {
      return nil
    }
    return Array(bytes)
  }
}

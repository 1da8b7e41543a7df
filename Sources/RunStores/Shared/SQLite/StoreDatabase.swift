internal import FileAccess
internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// An SQLite file of a store in GRDB, opened so that nothing is created or changed in the store.
///
/// SQLite makes `-wal` and `-shm` files beside a database in WAL mode even to read it. So a database is opened as one
/// that cannot change, and where a live or killed writer left a journal beside it, a private copy of both is opened.
final class StoreDatabase: Sendable {
  private let queue: DatabaseQueue
  /// Removed with this value.
  private let copy: PrivateCopy?
  private let byteCount: Int64

  /// - Throws: `DatabaseError` or `SQLFailure`, if the file cannot be read.
  init(_ path: String) throws {
    let size = FileBytes.version(of: path)?.size ?? 0
    if !StoreDatabase.holdsJournal(path), let queue = try? StoreDatabase.unchanging(path, byteCount: size) {
      (self.queue, copy, byteCount) = (queue, nil, size)
      return
    }
    let copy = try PrivateCopy(of: path)
    queue = try DatabaseQueue(path: copy.path, configuration: StoreDatabase.configuration(byteCount: copy.byteCount))
    (self.copy, byteCount) = (copy, copy.byteCount)
  }

  deinit { try? queue.close() }

  /// Whether a file is shorter than it says it is, in which case SQLite may give less without a word.
  ///
  /// From the file's header (sqlite.org/fileformat.html, 1.3); the number of pages counts only where it was written
  /// by the last change. A database with a journal may be shorter for a good reason.
  static func isCutShort(_ path: String) -> Bool {
    let head = FileEnds.head(path, limit: 100)
    guard head.count == 100, head[24..<28].elementsEqual(head[92..<96]), !holdsJournal(path),
      let size = FileBytes.version(of: path)?.size
    else { return false }
    let pageSize = Int64(head[16]) << 8 | Int64(head[17])
    let pages = head[28..<32].reduce(0) { $0 << 8 | Int64($1) }
    return size < pages * (pageSize == 1 ? 65536 : pageSize)
  }

  /// Reads, one thread at a time; each time at most so much as the file can hold.
  func read<Value>(_ value: (Database) throws -> Value) throws -> Value {
    try queue.read { database in
      let budget = SQLiteBudget(byteCount: byteCount)
      budget.hold(database.sqliteConnection)
      // Held until it is let go: SQLite does not count it as used.
      defer { budget.release(database.sqliteConnection) }
      return try value(database)
    }
  }

  /// The columns of a table whose values are in the file: what a view, a virtual table or a generated column does is up
  /// to its author.
  static func columns(of table: String, in database: Database) throws -> Set<String> {
    let sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ?"
    guard try Int.fetchOne(database, sql: sql, arguments: [table]) != nil else { return [] }
    let rows = try Row.fetchAll(database, sql: "PRAGMA table_info(\(SQLTable.quoted(table)))")
    return Set(rows.compactMap { $0["name"] })
  }

  /// What is wrong with a database, in a few words.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT:
      "reading it comes to no end, so it must be damaged"
    case let error as DatabaseError: error.message ?? error.resultCode.description
    case let error as FileFailure: error.reason
    case let error as SQLFailure: error.reason
    default: "\(error)"
    }
  }

  /// The files a database consists of, for its fingerprint.
  static func files(_ path: String) -> [String] { [path, path + "-wal", path + "-journal"] }

  private static func holdsJournal(_ path: String) -> Bool {
    ["-wal", "-journal"].contains { (FileBytes.version(of: path + $0)?.size ?? 0) > 0 }
  }

  /// As an address, which SQLite takes if it was built to, as in every distribution; else this fails.
  private static func unchanging(_ path: String, byteCount: Int64) throws -> DatabaseQueue {
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
    let escaped = path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
    var configuration = configuration(byteCount: byteCount)
    configuration.readonly = true
    return try DatabaseQueue(path: "file:\(escaped)?mode=ro&immutable=1", configuration: configuration)
  }

  /// - Parameter byteCount: no value is longer than the file, a small one aside.
  private static func configuration(byteCount: Int64) -> Configuration {
    var configuration = Configuration()
    configuration.prepareDatabase { database in
      sqlite3_limit(
        database.sqliteConnection, SQLITE_LIMIT_LENGTH, Int32(clamping: max(1 << 20, min(byteCount, 1 << 30))))
      // What a schema brings along is not run, and damaged cells are met with an error.
      try database.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
    }
    return configuration
  }
}

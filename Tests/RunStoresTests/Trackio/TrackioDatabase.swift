import GRDB

/// A database as Trackio makes it.
struct TrackioDatabase {
  let queue: DatabaseQueue

  /// - Parameter hasIds: false for the columns of old versions.
  init(_ path: String, hasIds: Bool = true) throws {
    queue = try DatabaseQueue(path: path)
    let id = hasIds ? "run_id TEXT NOT NULL, " : ""
    try queue.write { db in
      try db.execute(
        sql: """
          CREATE TABLE metrics (id INTEGER PRIMARY KEY AUTOINCREMENT, \(id)timestamp TEXT NOT NULL,
            run_name TEXT NOT NULL, step INTEGER NOT NULL, metrics TEXT NOT NULL);
          CREATE TABLE configs (id INTEGER PRIMARY KEY AUTOINCREMENT, \(id)run_name TEXT NOT NULL, config TEXT NOT NULL,
            created_at TEXT NOT NULL);
          CREATE TABLE system_metrics (id INTEGER PRIMARY KEY AUTOINCREMENT, \(id)timestamp TEXT NOT NULL,
            run_name TEXT NOT NULL, metrics TEXT NOT NULL);
          """)
    }
  }

  func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
    try queue.write { try $0.execute(sql: sql, arguments: arguments) }
  }

  /// In WAL mode, as Trackio's are, and closed, so that no file stands beside it.
  func close() throws {
    try queue.writeWithoutTransaction { db in _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") }
    try queue.close()
  }
}

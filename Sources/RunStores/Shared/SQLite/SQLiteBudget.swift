internal import GRDBSQLite

/// How much of a database may be read: what asks for more goes round in circles, as damaged pages can.
final class SQLiteBudget {
  /// Steps of SQLite's machine between two looks.
  private static let stepsBetweenLooks: Int32 = 100_000

  private var steps: Int64
  private var bytes: Int64

  /// - Parameter byteCount: the size of the database.
  init(byteCount: Int64) {
    // A row of 60 bytes takes some 30 steps, once for its index and once for itself.
    steps = 1_000_000 + min(byteCount, 1 << 50) * 4
    bytes = 10_000_000 + min(byteCount, 1 << 50) * 4
  }

  /// Whether all of it is used up.
  var isSpent: Bool { steps < 0 || bytes < 0 }

  /// Has SQLite end what goes on once all of it is used up.
  ///
  /// - Parameter connection: one that is closed, or handed to `release`, before this goes.
  func hold(_ connection: OpaquePointer?) {
    sqlite3_progress_handler(
      connection, SQLiteBudget.stepsBetweenLooks,
      { context in
        guard let context else { return 0 }
        let budget = Unmanaged<SQLiteBudget>.fromOpaque(context).takeUnretainedValue()
        budget.steps -= Int64(SQLiteBudget.stepsBetweenLooks)
        return budget.isSpent ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  func release(_ connection: OpaquePointer?) { sqlite3_progress_handler(connection, 0, nil, nil) }

  func count(bytes count: Int) { bytes -= Int64(count) }
}

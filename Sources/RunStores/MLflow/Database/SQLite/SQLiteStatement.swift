internal import GRDBSQLite

/// A query in its course, and the row it is at.
final class SQLiteStatement: SQLCursor, SQLRow {
  private let connection: SQLiteConnection
  private let handle: OpaquePointer

  init(_ query: String, _ connection: SQLiteConnection) throws(SQLFailure) {
    var prepared: OpaquePointer?
    sqlite3_prepare_v2(connection.handle, query, -1, &prepared, nil)
    guard let prepared else { throw connection.failure() }
    handle = prepared
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Starts again with a text for the only parameter.
  func bind(_ text: String) throws(SQLFailure) {
    sqlite3_reset(handle)
    var text = text
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        // SQLITE_TRANSIENT: the text is copied.
        sqlite3_bind_text(
          handle, 1, characters.baseAddress, Int32(clamping: characters.count),
          unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
    guard code == SQLITE_OK else { throw connection.failure() }
  }

  func next() throws(SQLFailure) -> SQLiteStatement? {
    switch sqlite3_step(handle) {
    case SQLITE_ROW:
      guard connection.budget.isSpent else { return self }
      throw SQLFailure(reason: "it holds more than fits in it, so it must be damaged")
    case SQLITE_DONE:
      // Ends the lock on what was read.
      sqlite3_reset(handle)
      return nil
    default:
      let failure = connection.failure()
      sqlite3_reset(handle)
      throw failure
    }
  }

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard let start = sqlite3_column_text(handle, Int32(column)) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    connection.budget.count(bytes: count)
    return UnsafeBufferPointer(start: start, count: count)
  }

  func integer(_ column: Int) -> Int64? {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: sqlite3_column_int64(handle, Int32(column))
    case SQLITE_FLOAT: Int64(exactly: sqlite3_column_double(handle, Int32(column)))
    case SQLITE_TEXT: text(column).flatMap { Int64($0) }
    default: nil
    }
  }

  func number(_ column: Int) -> Double? {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER, SQLITE_FLOAT: sqlite3_column_double(handle, Int32(column))
    default: nil
    }
  }

  func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }
}

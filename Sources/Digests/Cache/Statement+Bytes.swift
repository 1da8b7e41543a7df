import GRDB
import GRDBSQLite

extension Statement {
  /// The bytes of a column of the row that was stepped to last; empty for NULL.
  ///
  /// Straight from SQLite: on the way through `Row` and `Data` they are copied twice.
  func bytes(at column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(sqliteStatement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(sqliteStatement, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}

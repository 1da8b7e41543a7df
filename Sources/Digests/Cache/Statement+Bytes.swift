import GRDB
import GRDBSQLite

/// Straight to SQLite: on the way through `Row` and `Data` bytes are copied twice.
extension Statement {
  /// The bytes of a column of the row that was stepped to last; empty for NULL.
  func bytes(at column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(sqliteStatement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(sqliteStatement, column))
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The whole number in a column of the row that was stepped to last.
  func integer(at column: Int32) -> Int64 { sqlite3_column_int64(sqliteStatement, column) }

  /// The text in a column of the row that was stepped to last; empty for NULL.
  func text(at column: Int32) -> String {
    guard let start = sqlite3_column_text(sqliteStatement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(sqliteStatement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  /// Runs a statement that gives no rows.
  ///
  /// - Parameters:
  ///   - texts: its first arguments.
  ///   - bytes: those after them.
  func run(texts: [String], bytes: [[UInt8]]) throws {
    // Nothing keeps the memory of arguments after this.
    let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
    var place: Int32 = 0
    func bound(_ code: Int32) throws {
      guard code == SQLITE_OK || code == SQLITE_DONE else {
        throw DatabaseError(resultCode: ResultCode(rawValue: code))
      }
    }
    for var text in texts {
      place += 1
      try bound(
        text.withUTF8 { buffer in
          buffer.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text(sqliteStatement, place, $0.baseAddress, Int32($0.count), copied)
          }
        })
    }
    for blob in bytes {
      place += 1
      try bound(
        blob.withUnsafeBytes { buffer in
          // A null pointer would be NULL.
          buffer.isEmpty
            ? sqlite3_bind_zeroblob(sqliteStatement, place, 0)
            : sqlite3_bind_blob(sqliteStatement, place, buffer.baseAddress, Int32(buffer.count), copied)
        })
    }
    defer {
      sqlite3_reset(sqliteStatement)
      sqlite3_clear_bindings(sqliteStatement)
    }
    try bound(sqlite3_step(sqliteStatement))
  }
}

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
  ///   - integers: its first arguments.
  ///   - texts: those after them.
  ///   - bytes: the last ones; NULL for nil.
  func run(integers: [Int64] = [], texts: [String] = [], bytes: [[UInt8]?]) throws {
    var place: Int32 = 0
    for integer in integers {
      place += 1
      try check(sqlite3_bind_int64(sqliteStatement, place, integer))
    }
    for var text in texts {
      place += 1
      // Nothing keeps the memory of a text after this.
      let copied = unsafeBitCast(OpaquePointer(bitPattern: -1), to: sqlite3_destructor_type.self)
      try check(
        text.withUTF8 { buffer in
          buffer.withMemoryRebound(to: CChar.self) {
            sqlite3_bind_text(sqliteStatement, place, $0.baseAddress, Int32($0.count), copied)
          }
        })
    }
    defer {
      sqlite3_reset(sqliteStatement)
      sqlite3_clear_bindings(sqliteStatement)
    }
    try bind(bytes[...], after: place) { try check(sqlite3_step(sqliteStatement)) }
  }

  /// Calls `body` while the memory of all the bytes, which is not copied, is there.
  private func bind(_ bytes: ArraySlice<[UInt8]?>, after place: Int32, _ body: () throws -> Void) throws {
    guard let first = bytes.first else { return try body() }
    guard let first else {
      try check(sqlite3_bind_null(sqliteStatement, place + 1))
      return try bind(bytes.dropFirst(), after: place + 1, body)
    }
    try first.withUnsafeBytes { buffer in
      // A null pointer would be NULL.
      try check(
        buffer.isEmpty
          ? sqlite3_bind_zeroblob(sqliteStatement, place + 1, 0)
          : sqlite3_bind_blob(sqliteStatement, place + 1, buffer.baseAddress, Int32(buffer.count), nil))
      try bind(bytes.dropFirst(), after: place + 1, body)
    }
  }

  private func check(_ code: Int32) throws {
    guard code == SQLITE_OK || code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
  }
}

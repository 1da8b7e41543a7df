/// A query whose rows come from the server some at a time, so that memory does not grow with them.
final class PostgresCursor: SQLCursor {
  private static let rowsAtOnce = 2_000

  private let name: String
  private let connection: PostgresConnection
  private var result: PostgresResult?
  private var row = 0
  private var isAtEnd = false

  /// - Parameter name: what it was declared as.
  init(_ name: String, _ connection: PostgresConnection) {
    self.name = name
    self.connection = connection
  }

  func next() throws(SQLFailure) -> PostgresRow? {
    if let result, row < result.rowCount {
      row += 1
      return result[row - 1]
    }
    guard !isAtEnd else { return nil }
    result = nil
    let fetched = try connection.execute("FETCH \(PostgresCursor.rowsAtOnce) FROM \(name)", [])
    isAtEnd = fetched.rowCount < PostgresCursor.rowsAtOnce
    result = fetched
    row = 0
    return try next()
  }
}

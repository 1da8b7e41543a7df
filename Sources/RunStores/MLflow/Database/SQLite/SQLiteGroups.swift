/// The rows of a table by run: asked for with an index, or in one pass over the table where there is none.
enum SQLiteGroups: SQLGroups {
  /// A query with the run as its parameter.
  case sought(SQLiteStatement)
  case sorted(SortedGroups<SQLiteStatement>)

  func forEachRow(of run: String, _ body: (SQLiteStatement) -> Void) throws(SQLFailure) {
    switch self {
    case .sought(let statement):
      try statement.bind(run)
      while let row = try statement.next() { body(row) }
    case .sorted(let groups):
      try groups.forEachRow(of: run, body)
    }
  }
}

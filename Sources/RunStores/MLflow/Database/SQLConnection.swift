/// A connection to a database, within one read-only transaction: all it answers is of one moment.
protocol SQLConnection {
  associatedtype Cursor: SQLCursor
  associatedtype Groups: SQLGroups where Groups.Row == Cursor.Row

  /// The columns of a table; none if there is no such table.
  func columns(of table: String) throws(SQLFailure) -> Set<String>

  /// Starts a query.
  func cursor(_ query: String) throws(SQLFailure) -> Cursor

  /// In which order runs are to be asked for: their places, sorted.
  func order(_ runs: [String]) throws(SQLFailure) -> [Int]

  /// The rows of a table that belong to some runs, a run's at a time.
  ///
  /// - Parameter order: made of the places that `order` gave for the same runs.
  func groups(_ table: SQLTable, of runs: [String], in order: RunOrder) throws(SQLFailure) -> Groups

  /// Whether the rows of one run are best asked for by themselves, not in one pass over the table.
  func seeksRuns(in table: String) throws(SQLFailure) -> Bool

  /// What tells, as an aggregate over a run's metric rows, that some were replaced by as many others.
  ///
  /// - Parameter columns: those the table has.
  func metricsMark(_ columns: Set<String>) -> String

  /// Nil while all that was read is of one moment; else what is to be told.
  var disturbance: String? { get }
}

extension SQLConnection {
  func forEachRow(of query: String, _ body: (Cursor.Row) -> Void) throws(SQLFailure) {
    let cursor = try cursor(query)
    while let row = try cursor.next() { body(row) }
  }
}

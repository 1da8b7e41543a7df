/// The rows of a table by run.
protocol SQLGroups {
  associatedtype Row: SQLRow

  /// Calls `body` for each row of a run; runs are asked for once, in their order.
  func forEachRow(of run: String, _ body: (Row) -> Void) throws(SQLFailure)
}

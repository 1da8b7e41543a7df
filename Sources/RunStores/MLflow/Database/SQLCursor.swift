/// The rows of a query, one after the other.
protocol SQLCursor {
  associatedtype Row: SQLRow

  /// The next row; nil after the last one.
  func next() throws(SQLFailure) -> Row?
}

/// A database that may hold MLflow's tables.
protocol SQLDatabase: Sendable {
  associatedtype Connection: SQLConnection

  /// The format's name for people.
  var formatName: String { get }

  /// Opens a connection and a transaction, which end with its last reference.
  ///
  /// Called from several threads at once.
  func connect() throws(SQLFailure) -> Connection

  /// The file it is, links resolved; nil if it is none.
  var path: String? { get }
}

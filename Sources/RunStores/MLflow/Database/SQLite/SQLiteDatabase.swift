/// An MLflow database in a file of SQLite.
struct SQLiteDatabase: SQLDatabase {
  private let file: SQLiteFile

  init(_ path: String) throws(SQLFailure) { file = try SQLiteFile(path) }

  var formatName: String { "MLflow SQLite" }

  var path: String? { file.path }

  func connect() throws(SQLFailure) -> SQLiteConnection { try SQLiteConnection(file) }
}

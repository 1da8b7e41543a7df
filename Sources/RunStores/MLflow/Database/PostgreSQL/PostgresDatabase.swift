/// An MLflow database on a server of PostgreSQL.
struct PostgresDatabase: SQLDatabase {
  /// As libpq takes it, password included.
  private let address: String

  /// - Parameter address: `postgresql://user:password@host/database?sslmode=require`; a driver that SQLAlchemy wants in
  ///   it (`postgresql+psycopg2://`) is left out.
  init(_ address: String) {
    guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else {
      self.address = address
      return
    }
    self.address = "postgresql" + address[colon...]
  }

  /// Whether an address is one of PostgreSQL.
  static func recognises(_ address: String) -> Bool {
    guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
    let scheme = address[..<colon].lowercased()
    return scheme == "postgresql" || scheme == "postgres" || scheme.hasPrefix("postgresql+")
  }

  var formatName: String { "MLflow PostgreSQL" }

  var path: String? { nil }

  func connect() throws(SQLFailure) -> PostgresConnection { try PostgresConnection(address) }
}

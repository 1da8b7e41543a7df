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

  /// Whether the user and the password of an address end where they seem to: a sign in them that is not escaped would
  /// make libpq take a part of the password for a host or a port, and name it.
  static func isPlain(_ address: String) -> Bool {
    let parts = address.utf8.split(separator: UInt8(ascii: "?"), maxSplits: 1)[0].split(separator: UInt8(ascii: "@"))
    guard parts.count > 1 else { return true }
    // The only slashes before the `@` are those of the scheme.
    return parts.count == 2 && parts[0].count { $0 == UInt8(ascii: "/") } == 2
  }

  var formatName: String { "MLflow PostgreSQL" }

  var path: String? { nil }

  func connect() throws(SQLFailure) -> PostgresConnection { try PostgresConnection(address) }
}

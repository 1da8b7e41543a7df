/// Which of MLflow's tables and columns a database has.
///
/// MLflow's schema grew in some seventy steps since 2019; the number of the step says less than the columns do.
struct MLflowSchema: Sendable {
  private let columnsByTable: [String: Set<String>]

  /// Asks a database.
  init(_ connection: some SQLConnection) throws(SQLFailure) {
    var columnsByTable: [String: Set<String>] = [:]
    for table in ["experiments", "runs", "metrics", "params", "tags", "experiment_tags", "latest_metrics"] {
      let columns = try connection.columns(of: table)
      if !columns.isEmpty { columnsByTable[table] = columns }
    }
    self.columnsByTable = columnsByTable
    for (table, needed) in MLflowSchema.needed where !needed.isSubset(of: columns(of: table)) {
      throw SQLFailure(reason: "holds no table \"\(table)\" as MLflow's")
    }
  }

  /// The least that makes a database one of MLflow's.
  static let needed: [(table: String, columns: Set<String>)] = [
    ("experiments", ["experiment_id", "name"]), ("runs", ["run_uuid", "experiment_id"]),
    ("metrics", ["key", "value", "timestamp", "run_uuid"]),
  ]

  /// The columns of a table; none if there is no such table.
  func columns(of table: String) -> Set<String> { columnsByTable[table] ?? [] }

  /// Some columns of a table; nil if there is no such table.
  func table(_ name: String, _ columns: [String]) -> SQLTable? {
    guard let known = columnsByTable[name] else { return nil }
    return SQLTable(name: name, columns: columns.map { known.contains($0) ? SQLTable.quoted($0) : "NULL" })
  }
}

internal import GRDBSQLite
internal import RunModel

/// A connection to a database file, with a read transaction open.
///
/// SQLite's own calls: rows are handed over one at a time in the middle of a query, and damage is to be met with limits
/// on steps and sizes.
final class SQLiteConnection: SQLConnection {
  /// Milliseconds to wait for a writer, which holds its lock for some milliseconds.
  private static let patience: Int32 = 5_000

  let handle: OpaquePointer
  let budget: SQLiteBudget
  /// Keeps a private copy while it is read, and knows whether the file changed.
  private let file: SQLiteFile?

  convenience init(_ file: SQLiteFile) throws(SQLFailure) {
    try self.init(opening: file.opened, file.access, byteCount: file.byteCount, file)
  }

  /// - Parameter byteCount: how large the database is, from which follows how much is read of it at most.
  init(
    opening path: String, _ access: SQLiteFile.Access, byteCount: Int64, _ file: SQLiteFile? = nil
  ) throws(SQLFailure) {
    var opened: OpaquePointer?
    let flags = access == .copied ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY
    let name = access == .still ? SQLiteConnection.address(ofStill: path) : path
    let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI, nil)
    guard let opened else { throw SQLFailure(reason: "there is no memory to open it") }
    handle = opened
    budget = SQLiteBudget(byteCount: byteCount)
    self.file = file
    guard code == SQLITE_OK else { throw failure() }
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, SQLiteConnection.patience)
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, Int32(clamping: max(1 << 20, min(byteCount, 1 << 30))))
    budget.hold(handle)
    // What a schema brings along is not run, and damaged cells are met with an error.
    try run("PRAGMA trusted_schema = OFF")
    try run("PRAGMA cell_size_check = ON")
    try run("BEGIN")
    // The first reading takes the lock and meets damage.
    try run("SELECT count(*) FROM sqlite_schema")
  }

  deinit { sqlite3_close_v2(handle) }

  var disturbance: String? {
    file?.isUnchanged == false ? "was written to while it was read; build again" : nil
  }

  func columns(of table: String) throws(SQLFailure) -> Set<String> {
    // Views and virtual tables can be anything.
    let tables = try SQLiteStatement(
      "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name = ?", self)
    try tables.bind(table)
    guard try tables.next() != nil else { return [] }
    var columns: Set<String> = []
    try forEachRow(of: "PRAGMA table_info(\(SQLTable.quoted(table)))") { row in
      if let name = row.text(1) { columns.insert(name) }
    }
    return columns
  }

  func cursor(_ query: String) throws(SQLFailure) -> SQLiteStatement { try SQLiteStatement(query, self) }

  func seeksRuns(in table: String) throws(SQLFailure) -> Bool { try index(of: table) != nil }

  func order(_ runs: [String]) throws(SQLFailure) -> [Int] {
    runs.indices.sorted { NameOrder.precedes(runs[$0], runs[$1]) }
  }

  func groups(_ table: SQLTable, of runs: [String], in order: RunOrder) throws(SQLFailure) -> SQLiteGroups {
    if let index = try index(of: table.name) {
      let query = table.select() + " INDEXED BY \(SQLTable.quoted(index)) WHERE run_uuid = ?"
      return .sought(try SQLiteStatement(query, self))
    }
    try want(runs)
    let query =
      table.select(adding: "run_uuid")
      + " WHERE run_uuid IN (SELECT run FROM temp.wanted) ORDER BY run_uuid COLLATE BINARY"
    return .sorted(SortedGroups(try cursor(query), runColumn: table.columns.count, in: order))
  }

  /// Rows have numbers, which grow and stay.
  func metricsMark(_ columns: Set<String>) -> String { "max(rowid)" }

  /// The index that has a run's rows in the order they were written, if there is one that starts with the run.
  private func index(of table: String) throws(SQLFailure) -> String? {
    var best: (name: String, columnCount: Int)?
    var names: [String] = []
    try forEachRow(of: "PRAGMA index_list(\(SQLTable.quoted(table)))") { row in
      if row.integer(4) == 0, let name = row.text(1) { names.append(name) }
    }
    for name in names {
      var columns: [String] = []
      try forEachRow(of: "PRAGMA index_info(\(SQLTable.quoted(name)))") { columns.append($0.text(2) ?? "") }
      guard columns.first == "run_uuid", columns.count < best?.columnCount ?? .max else { continue }
      best = (name, columns.count)
    }
    return best?.name
  }

  /// Puts the ids of runs where a query can ask for them.
  private func want(_ runs: [String]) throws(SQLFailure) {
    try run("CREATE TEMP TABLE IF NOT EXISTS wanted (run TEXT PRIMARY KEY) WITHOUT ROWID")
    let insertion = try SQLiteStatement("INSERT OR IGNORE INTO temp.wanted VALUES (?)", self)
    for run in runs {
      try insertion.bind(run)
      _ = try insertion.next()
    }
  }

  private func run(_ statement: String) throws(SQLFailure) {
    guard sqlite3_exec(handle, statement, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// What SQLite says of the last call.
  func failure() -> SQLFailure {
    let message = String(cString: sqlite3_errmsg(handle))
    switch sqlite3_errcode(handle) & 0xFF {
    case SQLITE_BUSY: return SQLFailure(reason: "another program has locked it for writing")
    case SQLITE_INTERRUPT: return SQLFailure(reason: "reading it comes to no end, so it must be damaged")
    case SQLITE_CORRUPT, SQLITE_NOTADB: return SQLFailure(reason: "it is damaged (\(message))")
    default: return SQLFailure(reason: message)
    }
  }

  /// `immutable` as SQLite's addresses have it.
  private static func address(ofStill path: String) -> String {
    var address = "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...:
        address += "%" + String(byte, radix: 16)
      default:
        address.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return address + "?immutable=1"
  }
}

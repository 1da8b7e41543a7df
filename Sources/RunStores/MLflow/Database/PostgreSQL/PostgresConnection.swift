internal import Glibc

/// A connection to a server, with a transaction open that sees one moment of the database and cannot write.
final class PostgresConnection: SQLConnection {
  /// Seconds to wait for a server, unless the address or `PGCONNECT_TIMEOUT` says otherwise.
  private static let patience = "10"

  private let library: LibPQ
  private let handle: OpaquePointer
  private var cursorCount = 0

  /// - Parameter address: as libpq takes it.
  init(_ address: String) throws(SQLFailure) {
    guard let library = LibPQ.loaded else {
      throw SQLFailure(
        reason: "PostgreSQL is read with its library libpq, which is not on this machine: apt install libpq5")
    }
    self.library = library
    // libpq's own message would quote parts of the address.
    guard PostgresDatabase.isPlain(address), let options = library.parse(address, nil) else {
      throw SQLFailure(
        reason: "not an address of PostgreSQL, postgresql://user:password@host:port/database; signs such as @ : / ? # "
          + "in a user's name or a password are written as %40 and so on")
    }
    library.freeOptions(options)
    // What stands before the address gives way to it.
    var parameters = getenv("PGCONNECT_TIMEOUT") == nil ? [("connect_timeout", PostgresConnection.patience)] : []
    parameters += [("dbname", address), ("fallback_application_name", "runreport"), ("client_encoding", "UTF8")]
    let opened = CTexts.withPointers(parameters.map(\.0)) { names in
      CTexts.withPointers(parameters.map(\.1)) { values in library.connect(names, values, 1) }
    }
    guard let opened else { throw SQLFailure(reason: "there is no memory for a connection") }
    handle = opened
    guard library.status(handle) == LibPQ.isConnected else { throw failure() }
    // Else libpq prints what a server has to say.
    _ = library.setNoticeProcessor(handle, { _, _ in }, nil)
    try run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try run("SET LOCAL extra_float_digits = 3")
    // Cursors are read to their end.
    try run("SET LOCAL cursor_tuple_fraction = 1")
  }

  deinit { library.finish(handle) }

  var disturbance: String? { nil }

  func columns(of table: String) throws(SQLFailure) -> Set<String> {
    let query = "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped"
    let result = try execute(query, [SQLTable.quoted(table)])
    return Set(result.rows.compactMap { $0.text(0) })
  }

  func cursor(_ query: String) throws(SQLFailure) -> PostgresCursor { try cursor(query, []) }

  /// One pass for all runs: a query a run would be a journey to the server each.
  func seeksRuns(in table: String) throws(SQLFailure) -> Bool { false }

  /// As the database sorts, so that an index can give the order.
  func order(_ runs: [String]) throws(SQLFailure) -> [Int] {
    let query = "SELECT place FROM unnest($1::text[]) WITH ORDINALITY AS wanted (run, place) ORDER BY run"
    let result = try execute(query, [PostgresConnection.array(runs)])
    let places = result.rows.compactMap { row in row.integer(0).flatMap { Int(exactly: $0 &- 1) } }
    guard places.count == runs.count, Set(places) == Set(runs.indices) else {
      throw SQLFailure(reason: "the server does not sort what it is given")
    }
    return places
  }

  func groups(
    _ table: SQLTable, of runs: [String], in order: RunOrder
  ) throws(SQLFailure) -> SortedGroups<PostgresCursor> {
    let counted = try execute("SELECT count(*) FROM runs", [])
    let count = counted.rowCount > 0 ? counted[0].integer(0) ?? 0 : 0
    // For most of all runs the filter costs more than the rows it saves, and hides the index that has them in order.
    let isFiltered = runs.count < count / 4
    let query =
      table.select(adding: "run_uuid") + (isFiltered ? " WHERE run_uuid = ANY ($1::text[])" : "") + " ORDER BY run_uuid"
    return SortedGroups(
      try cursor(query, isFiltered ? [PostgresConnection.array(runs)] : []), runColumn: table.columns.count, in: order)
  }

  func metricsMark(_ columns: Set<String>) -> String {
    columns.contains("step") ? "concat(max(timestamp), ' ', sum(step))" : "max(timestamp)"
  }

  private func cursor(_ query: String, _ parameters: [String]) throws(SQLFailure) -> PostgresCursor {
    cursorCount += 1
    let name = "c\(cursorCount)"
    _ = try execute("DECLARE \(name) NO SCROLL CURSOR FOR \(query)", parameters)
    return PostgresCursor(name, self)
  }

  private func run(_ command: String) throws(SQLFailure) { _ = try execute(command, []) }

  /// Sends a command with texts for its parameters.
  func execute(_ command: String, _ parameters: [String]) throws(SQLFailure) -> PostgresResult {
    let handle = handle
    let library = library
    let answer = CTexts.withPointers(parameters) { values in
      library.execute(handle, command, Int32(clamping: parameters.count), nil, values, nil, nil, 0)
    }
    guard let answer, LibPQ.succeeded.contains(library.resultStatus(answer)) else {
      library.clear(answer)
      throw failure()
    }
    return PostgresResult(answer, library)
  }

  /// What the server, or libpq, says of the last call, on one line.
  private func failure() -> SQLFailure {
    let message = library.errorMessage(handle).map { String(cString: $0) } ?? ""
    let lines = message.utf8.split { $0 == 0x0A || $0 == 0x09 }.map { String(Substring($0)) }
    return SQLFailure(reason: lines.isEmpty ? "the server does not answer" : lines.joined(separator: " "))
  }

  /// An array of texts as PostgreSQL writes it.
  private static func array(_ texts: [String]) -> String {
    var array = "{"
    for (place, text) in texts.enumerated() {
      array += place == 0 ? "\"" : ",\""
      for scalar in text.unicodeScalars {
        if scalar == "\"" || scalar == "\\" { array += "\\" }
        array.unicodeScalars.append(scalar)
      }
      array += "\""
    }
    return array + "}"
  }
}

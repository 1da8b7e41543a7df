import Diagnostics
import FileAccess
import Foundation
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite(
  "MLflow in PostgreSQL",
  .enabled(if: PostgresServer.programs != nil, "no PostgreSQL server: apt install postgresql"),
  .enabled(if: LibPQ.loaded != nil, "no libpq: apt install libpq5"), .serialized)
struct MLflowPostgresTests {
  /// MLflow's schema in PostgreSQL's words.
  private static func schema(_ statements: [String]) -> [String] {
    statements.map { statement in
      statement.replacingOccurrences(of: "FLOAT", with: "DOUBLE PRECISION")
        .replacingOccurrences(of: "BOOLEAN DEFAULT '0'", with: "BOOLEAN DEFAULT false")
    }
  }

  private static func metric(_ run: String, _ key: String, _ value: String, _ step: Int, _ isNaN: Bool = false)
    -> String
  {
    "INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan) "
      + "VALUES ('\(key)', \(value), \(step * 10), '\(run)', \(step), \(isNaN))"
  }

  private func open(_ address: String, includingDeleted: Bool = false) throws -> any RunStore {
    let options = ReadingOptions(includesDeleted: includingDeleted)
    return try #require(
      StoreDetection.stores(at: address, options: options, reporting: DiagnosticCollector()).first)
  }

  private func reason(_ address: String) throws -> String {
    let failure = #expect(throws: StoreFailure.self) { try open(address) }
    return try #require(failure).description
  }

  @Test("is read, of any year")
  func reads() throws {
    let server = try PostgresServer(programs: #require(PostgresServer.programs))
    try readsAll(server)
    try readsOld(server)
    try meetsTrouble(server)
    try tellsChange(server)
  }

  private func readsAll(_ server: PostgresServer) throws {
    try server.create(
      "all",
      Self.schema(SQLFixture.schema2026) + [
        SQLFixture.experiment(1, "first"), SQLFixture.experiment(10, "gone", stage: "deleted"),
        SQLFixture.run("b", name: "second", start: 2_000), SQLFixture.run("a", status: "RUNNING"),
        SQLFixture.run("A", status: "KILLED", start: 3_000), SQLFixture.run("d", in: 10, stage: "deleted"),
        SQLFixture.run("quote\"\\{,}", start: 4_000), SQLFixture.tag("quote\"\\{,}", "k", "v"),
        SQLFixture.parameter("a", "lr", "0.1"), SQLFixture.tag("a", "mlflow.runName", "ünï"),
        SQLFixture.tag("b", "note", "line 1\nline 2\t\\x"),
        Self.metric("a", "m", "0", 3, true), Self.metric("a", "m", "1.7976931348623157e308", 2),
        Self.metric("a", "m", "-1.7976931348623157e308", 1), Self.metric("a", "m", "0.1::float8 + 0.2", 0),
        Self.metric("a", "n", "'NaN'", 0), Self.metric("A", "m", "5e-324", -1),
        "INSERT INTO metrics SELECT 'long', sin(i), i, 'b', i, false FROM generate_series(0, 9999) AS i",
        "INSERT INTO experiment_tags VALUES ('mlflow.note.content', '# Hi', 1)",
      ])
    let store = try open(server.address("all", password: "hidden"))
    #expect(store.formatName == "MLflow PostgreSQL")
    #expect(store.location == server.address("all"))
    #expect(store.folders == [])
    let contents = DatabaseContents(store)
    #expect(contents.messages == [])
    #expect(contents.experiments.map(\.experiment.name) == ["first"])
    #expect(contents.experiments[0].experiment.note == "# Hi")
    #expect(contents.experiments[0].runs.map(\.key) == ["a", "b", "A", "quote\"\\{,}"])
    let a = try #require(contents.runs["a"])
    #expect(a.header.name == "ünï" && a.header.status == .running && a.header.user == "ana")
    #expect(a.header.parameters == [NamedValue("lr", "0.1")])
    #expect(a.series.map(\.name) == ["m", "n"])
    #expect(a.series[0].values.map(\.description) == ["0.30000000000000004", "-inf", "inf", "nan"])
    #expect(a.series[0].steps == [0, 1, 2, 3] && a.series[0].times == [0, 10, 20, 30])
    #expect(a.series[1].values[0].isNaN)
    #expect(contents.runs["A"]?.series.first?.values == [5e-324])
    let b = try #require(contents.runs["b"])
    #expect(b.header.tags == [NamedValue("note", "line 1\nline 2\t\\x")])
    #expect(b.series.first?.steps == Array(0..<10_000))
    #expect(b.series.first?.values[1] == sin(1.0))
    #expect(contents.runs["quote\"\\{,}"]?.header.tags == [NamedValue("k", "v")])
    #expect(DatabaseContents(try open(server.address("all"), includingDeleted: true)).runs.count == 5)
  }

  private func readsOld(_ server: PostgresServer) throws {
    try server.create(
      "old",
      Self.schema(SQLFixture.schema2019) + [
        SQLFixture.experiment(0, "Default"), SQLFixture.run("a", in: 0),
        "INSERT INTO metrics VALUES ('loss', 0.5, 20, 'a'), ('loss', 1.5, 10, 'a')",
      ])
    let contents = DatabaseContents(
      try open(server.address("old").replacingOccurrences(of: "ql://", with: "ql+psycopg2://")))
    #expect(contents.runs["a"]?.series.first?.values == [1.5, 0.5])
    #expect(contents.messages == [])
  }

  private func meetsTrouble(_ server: PostgresServer) throws {
    let none = try reason(server.address("nowhere", password: "hidden"))
    #expect(none.hasPrefix(server.address("nowhere") + ": the database cannot be read: "))
    #expect(none.hasSuffix("database \"nowhere\" does not exist"))
    #expect(try reason(server.address("postgres")).hasSuffix("holds no table \"experiments\" as MLflow's"))
    #expect(try reason("postgres://ml:hid/den@127.0.0.1:1/x").contains("not an address of PostgreSQL"))
    #expect(try !reason("postgres://ml:hid@den@127.0.0.1:1/x").contains("hid"))
    #expect(try reason("postgres://ml:hidden@127.0.0.1:1/x").contains("Connection refused"))
    #expect(try !reason("postgres://ml:hidden@127.0.0.1:1/x?password=hidden").contains("hidden"))
    // What goes away between the listing and the reading.
    try server.create("brief", Self.schema(SQLFixture.schema2026) + [SQLFixture.experiment(1), SQLFixture.run("a")])
    let store = try open(server.address("brief"))
    try server.execute("brief", ["DELETE FROM runs"])
    #expect(store.load(RunReference(key: "a"), reporting: DiagnosticCollector()) == nil)
    try server.execute("brief", ["DROP TABLE params"])
    store.load([RunReference(key: "a")]) { _, loaded in
      #expect(!loaded.isSettled)
      #expect(loaded.diagnostics.map(\.message).first?.contains("relation \"params\" does not exist") == true)
    }
  }

  private func tellsChange(_ server: PostgresServer) throws {
    func prints() throws -> [String] {
      let store = try open(server.address("all"))
      return ["a", "b", "A"].map { String(describing: store.fingerprint(of: RunReference(key: $0))) }
    }
    let before = try prints()
    #expect(try prints() == before)
    try server.execute("all", [Self.metric("b", "m", "1", 7), "UPDATE tags SET value = 'x' WHERE run_uuid = 'a'"])
    let after = try prints()
    #expect(zip(before, after).map { $0 == $1 } == [false, false, true])
  }
}

@Suite("Addresses as they are shown")
struct AddressTextTests {
  @Test(
    "have no password",
    arguments: [
      ("postgresql://u:p@host:5432/db", "postgresql://u@host:5432/db"),
      ("postgresql://host/db", "postgresql://host/db"),
      ("postgresql://u@host/db?sslmode=require", "postgresql://u@host/db?sslmode=require"),
      ("postgresql://u:p/?@#@host/db?password=x&a=b", "postgresql://u@host/db?a=b"),
      ("postgresql:///db?Password=x&sslpassword=y", "postgresql:///db"), ("http://:p@h", "http://@h"),
      ("plain", "plain"),
    ])
  func redacts(address: String, shown: String) {
    #expect(AddressText.withoutPassword(address) == shown)
  }
}

import Diagnostics
import FileAccess
import Foundation
import GRDB
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("MLflow in SQLite")
struct MLflowSQLiteTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/mlflow.db" }

  init() throws { folder = try TemporaryFolder() }

  private func store(_ statements: [String], includingDeleted: Bool = false) throws -> any RunStore {
    try SQLFixture.write(path, statements)
    return try open(includingDeleted: includingDeleted)
  }

  private func open(includingDeleted: Bool = false) throws -> any RunStore {
    let options = ReadingOptions(includesDeleted: includingDeleted)
    return try #require(StoreDetection.stores(at: path, options: options, reporting: DiagnosticCollector()).first)
  }

  @Test("is read without steps, NaN and later tables, as of 2019")
  func reads2019() throws {
    let contents = DatabaseContents(
      try store(
        SQLFixture.schema2019 + [
          SQLFixture.experiment(0, "Default"),
          SQLFixture.run("b", in: 0, name: "second", status: "FAILED", start: 2_000),
          SQLFixture.run("a", in: 0), SQLFixture.tag("a", "mlflow.runName", "first"),
          SQLFixture.parameter("a", "lr", "0.1"), SQLFixture.parameter("b", "lr", "0.2"),
          "INSERT INTO metrics VALUES ('loss', 0.5, 20, 'a'), ('loss', 1.5, 10, 'a'), ('loss', NULL, 30, 'a'), ('acc', 1, 5, 'b')",
        ]))
    #expect(contents.messages == [])
    #expect(contents.experiments.map(\.experiment.name) == ["Default"])
    #expect(contents.experiments[0].experiment.created == nil)
    #expect(contents.experiments[0].runs.map(\.key) == ["a", "b"])
    let run = try #require(contents.runs["a"])
    #expect(run.header.name == "first" && run.header.parameters == [NamedValue("lr", "0.1")])
    #expect(run.series.map(\.name) == ["loss"])
    #expect(run.series[0].times == [10, 20, 30] && run.series[0].steps == [0, 0, 0])
    #expect(run.series[0].values.map(\.description) == ["1.5", "0.5", "nan"])
    #expect(contents.runs["b"]?.header.status == .failed)
    #expect(contents.runs["b"]?.header.parameters == [NamedValue("lr", "0.2")])
    #expect(contents.runs["b"]?.series.map(\.name) == ["acc"])
  }

  @Test(
    "gives NaN, infinities, and values in MLflow's order", arguments: [SQLFixture.schema2020, SQLFixture.schema2026])
  func readsValues(schema: [String]) throws {
    let contents = DatabaseContents(
      try store(
        schema + [
          SQLFixture.experiment(1), SQLFixture.run("r"),
          SQLFixture.metric("r", "m", "0", time: 3, step: 0, isNaN: 1),
          SQLFixture.metric("r", "m", "1.7976931348623157e308", time: 2, step: 7),
          SQLFixture.metric("r", "m", "-1.7976931348623157e308", time: 2, step: -7),
          SQLFixture.metric("r", "m", "2", time: 1, step: 9223372036854775807),
          SQLFixture.metric("r", "m", "1", time: 1, step: 9223372036854775807),
        ]))
    let series = try #require(contents.runs["r"]?.series.first)
    #expect(series.values.map(\.description) == ["1.0", "2.0", "-inf", "inf", "nan"])
    #expect(series.times == [1, 1, 2, 2, 3])
    #expect(series.steps == [.max, .max, -7, 7, 0])
    #expect(series.lastRule == .greatestStep)
    #expect(contents.messages == [])
  }

  @Test("keeps names apart that differ in bytes only, and mends what is no UTF-8")
  func readsNames() throws {
    let contents = DatabaseContents(
      try store(
        SQLFixture.schema2026 + [
          SQLFixture.experiment(1), SQLFixture.run("r"), SQLFixture.metric("r", "é", "1", time: 1, step: 0),
          SQLFixture.metric("r", "e\u{301}", "2", time: 1, step: 0), SQLFixture.metric("r", "", "3", time: 1, step: 0),
          "INSERT INTO metrics VALUES (CAST(x'FF' AS TEXT), 4, 1, 'r', 0, 0), (CAST(x'FE' AS TEXT), 5, 2, 'r', 0, 0)",
        ]))
    let series = try #require(contents.runs["r"]).series
    #expect(series.map { Array($0.name.utf8) } == ["", "e\u{301}", "é", "\u{FFFD}"].map { Array($0.utf8) })
    #expect(series.map(\.values) == [[3], [2], [1], [4, 5]])
  }

  @Test("leaves deleted runs and experiments out, or takes them along")
  func readsDeleted() throws {
    let statements =
      SQLFixture.schema2026 + [
        SQLFixture.experiment(1, "kept"), SQLFixture.experiment(2, "gone", stage: "deleted"),
        SQLFixture.run("a"), SQLFixture.run("b", stage: "deleted"), SQLFixture.run("c", in: 2, stage: "deleted"),
      ]
    let live = try store(statements)
    #expect(DatabaseContents(live).runs.keys.sorted() == ["a"])
    #expect(live.load(RunReference(key: "b"), reporting: DiagnosticCollector()) == nil)
    let all = DatabaseContents(try open(includingDeleted: true))
    #expect(all.runs.keys.sorted() == ["a", "b", "c"])
    #expect(all.experiments.map(\.experiment.isDeleted) == [false, true])
    #expect(all.runs["b"]?.header.isDeleted == true)
  }

  @Test("tells experiments of one name in two workspaces apart, and shows runs of none")
  func readsWorkspaces() throws {
    let contents = DatabaseContents(
      try store(
        SQLFixture.schema2026 + [
          SQLFixture.experiment(1, "Default"), SQLFixture.run("a"), SQLFixture.run("stray", in: 99),
          "INSERT INTO experiments (experiment_id, name, workspace) VALUES (10, 'Default', 'team')",
          "INSERT INTO experiment_tags VALUES ('mlflow.note.content', '# Hi', 10)",
        ]))
    #expect(contents.experiments.map(\.experiment.name) == ["Default", "Default", "99"])
    #expect(contents.experiments.map(\.key) == ["1", "10", "99"])
    #expect(contents.experiments[1].experiment.tags.contains(NamedValue("mlflow.workspace", "team")))
    #expect(contents.experiments[1].experiment.note == "# Hi")
    #expect(contents.messages == ["\(path): has no experiment \"99\", to which 1 of its runs belong; shown as one"])
  }

  @Test("changes the fingerprint of the runs that changed, and of no other")
  func fingerprints() throws {
    let before = try store(
      SQLFixture.schema2026 + [
        SQLFixture.experiment(1), SQLFixture.run("a"), SQLFixture.run("b"), SQLFixture.run("c"), SQLFixture.run("d"),
        SQLFixture.run("e"), SQLFixture.metric("a", "m", "1", time: 1, step: 0), SQLFixture.tag("b", "k", "v"),
        SQLFixture.metric("e", "m", "1", time: 1, step: 0), SQLFixture.metric("e", "m", "2", time: 2, step: 1),
      ])
    try folder.write(["mlruns/1/d/artifacts/x.txt": "x"])
    func prints(_ store: any RunStore) -> [String: SourceFingerprintText] {
      Dictionary(
        uniqueKeysWithValues: ["a", "b", "c", "d", "e"].map { key in
          (key, SourceFingerprintText(store.fingerprint(of: RunReference(key: key))))
        })
    }
    let reopened = try open()
    let first = prints(before)
    // Artifacts appear after the first store was opened, which looked beside the database then.
    let second = prints(reopened)
    #expect(second.filter { $0.value != first[$0.key] }.keys.sorted() == ["d"])
    try SQLFixture.write(
      path,
      [
        SQLFixture.metric("a", "m", "2", time: 2, step: 1), "UPDATE tags SET value = 'w' WHERE run_uuid = 'b'",
        "UPDATE runs SET status = 'FAILED' WHERE run_uuid = 'c'",
        "DELETE FROM metrics WHERE run_uuid = 'e' AND value = 1",
        SQLFixture.metric("e", "m", "3", time: 3, step: 2),
      ])
    let third = prints(try open())
    #expect(third.filter { $0.value != second[$0.key] }.keys.sorted() == ["a", "b", "c", "e"])
    #expect(try open().fingerprint(of: RunReference(key: "none")) == nil)
  }

  @Test("finds artifacts beside the database only, whatever their recorded place says")
  func findsArtifacts() throws {
    let statements =
      SQLFixture.schema2026 + [
        SQLFixture.experiment(1, location: "file:///elsewhere/custom"),
        SQLFixture.run("a", artifacts: "/x/mlruns/1/a/artifacts"),
        SQLFixture.run("b", artifacts: "mlflow-artifacts:/77/b/artifacts"), SQLFixture.run("c"),
        SQLFixture.run("d", artifacts: "file:C:\\\\data\\\\mlruns\\\\5\\\\d\\\\artifacts"),
        SQLFixture.run("..", artifacts: "/x/../../artifacts"), SQLFixture.run("e", artifacts: "/x/../e/artifacts"),
        SQLFixture.run("f/../../g"), SQLFixture.run("link", artifacts: "/x/1/link/artifacts"),
      ]
    try folder.write([
      "mlruns/1/a/artifacts/model/weights.bin": "w", "mlartifacts/77/b/artifacts/train.log": "l",
      "artifacts/custom/c/artifacts/c.txt": "c", "mlruns/5/d/artifacts/d.txt": "d", "e/artifacts/secret": "s",
      "outside/link/artifacts/secret": "s", "mlruns/1/g/artifacts/g.txt": "g",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/mlruns/1/link", withDestinationPath: folder.path + "/outside/link")
    let store = try store(statements)
    let contents = DatabaseContents(store)
    let files = contents.runs.mapValues { $0.files.map(\.path) }.filter { !$0.value.isEmpty }
    #expect(
      files == ["a": ["model/weights.bin"], "b": ["train.log"], "c": ["c.txt"], "d": ["d.txt"]])
    #expect(contents.runs["b"]?.files.first?.role == .log)
    #expect(
      store.folders.map { String($0.dropFirst(folder.path.utf8.count)) }
        == ["/mlflow.db", "/mlruns", "/mlartifacts", "/artifacts"])
  }

  @Test("is found by its content under any likely name, and nothing else is")
  func isFound() throws {
    for name in ["tracking.db", "runs.sqlite", "RUNS.SQLITE3", "backend", "mlflow.txt"] {
      try SQLFixture.write(folder.path + "/" + name, SQLFixture.schema2019)
    }
    try SQLFixture.write(folder.path + "/other.db", ["CREATE TABLE runs (id)", "CREATE TABLE experiments (id)"])
    try SQLFixture.write(
      folder.path + "/view.db",
      SQLFixture.schema2019.filter { !$0.contains("TABLE runs") } + [
        "CREATE VIEW runs AS WITH RECURSIVE n (run_uuid) AS (SELECT 1 UNION ALL SELECT run_uuid + 1 FROM n) "
          + "SELECT run_uuid, 1 AS experiment_id FROM n"
      ])
    try folder.write(["text.db": "SQLite format 3", "empty.db": "", "mlruns/1/r/artifacts/model.txt": "m"])
    mkfifo(folder.path + "/pipe.db", 0o644)
    let found = try StoreDetection.stores(
      at: folder.path, options: ReadingOptions(), reporting: DiagnosticCollector())
    #expect(
      found.map { PathText.lastPart(of: $0.location) }.sorted() == [
        "RUNS.SQLITE3", "backend", "runs.sqlite", "tracking.db",
      ])
    #expect(
      throws: StoreFailure(location: folder.path + "/other.db", problem: .unknownFile),
      performing: {
        try StoreDetection.stores(
          at: folder.path + "/other.db", options: ReadingOptions(), reporting: DiagnosticCollector())
      })
  }

  @Test("says why a database cannot be opened")
  func saysWhy() throws {
    try folder.write(["mlflow.db": "SQLite format 3\0" + String(repeating: "?", count: 5_000)])
    let failure = #expect(throws: StoreFailure.self) { try open() }
    #expect(try #require(failure).reason.hasPrefix("the database cannot be read: "))
  }
}

/// A fingerprint to compare; nil stands for itself.
struct SourceFingerprintText: Equatable {
  var text: String

  init(_ fingerprint: (some Any)?) { text = String(describing: fingerprint) }
}

import Diagnostics
import Foundation
import GRDB
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Trackio databases")
struct TrackioStoreTests {
  private func insert(_ metrics: String, step: Int, at second: Int, run: String, into database: TrackioDatabase) throws
  {
    try database.execute(
      "INSERT INTO metrics (run_id, timestamp, run_name, step, metrics) VALUES (?, ?, ?, ?, ?)",
      [run, "2026-01-01T00:00:0\(second).5+00:00", "name " + run, step, Data(metrics.utf8)])
  }

  @Test("give parameters, series, system metrics and alerts, and nothing is left beside them")
  func everything() throws {
    let found = try FoundStore()
    let path = found.folder.path + "/my #1%3F.db"
    let database = try TrackioDatabase(path)
    try insert(
      #"{"loss": 1.5, "val": {"acc": 0.5, "deep": {"x": 1}}, "note": "t", "flag": true, "none": null}"#, step: 0, at: 1,
      run: "a", into: database)
    try insert(
      #"{"loss": "NaN", "val": {"acc": "Infinity"}, "img": {"_type": "trackio.image", "file_path": "x"}}"#, step: 3,
      at: 2, run: "a", into: database)
    try insert(#"{"loss": "-Infinity"}"#, step: 5, at: 3, run: "a", into: database)
    try insert("{\"loss\"", step: 6, at: 4, run: "a", into: database)
    try insert("{}", step: 0, at: 1, run: "b", into: database)
    try database.execute(
      "INSERT INTO metrics (run_id, timestamp, run_name, step, metrics) VALUES ('a', 'x', 'y', 'z', 3)")
    try database.execute(
      "INSERT INTO configs (run_id, run_name, config, created_at) VALUES (?, ?, ?, '')",
      [
        "a", "name a",
        #"{"lr": 0.1, "nested": {"a": 1}, "_Username": "ana", "_Created": "2026-01-01T00:00:00+00:00", "_Group": "g"}"#,
      ])
    try database.execute(
      "INSERT INTO configs (run_id, run_name, config, created_at) VALUES ('c', 'only config', '{}', '')")
    try database.execute(
      "INSERT INTO system_metrics (run_id, timestamp, run_name, metrics) VALUES ('a', '2026-01-01T00:00:09', 'name a', '{\"gpu\": {\"util\": 3}}')"
    )
    try database.execute(
      "CREATE TABLE alerts (id INTEGER PRIMARY KEY, run_id TEXT, timestamp TEXT, run_name TEXT, title TEXT, text TEXT, level TEXT, step INTEGER)"
    )
    try database.execute("INSERT INTO alerts VALUES (1, 'a', '2026', 'name a', 'title', NULL, 'warn', 4)")
    try database.close()
    #expect(found.folder.files == ["my #1%3F.db"])

    let store = try found.store()
    #expect(store.formatName == "Trackio" && store.folders == [])
    let listing = try #require(store.experiments(reporting: found.diagnostics).first)
    #expect(listing.experiment.name == "my #1%3F" && listing.runs.map(\.key) == ["a", "b", "c"])
    let runs = try found.runs()
    let run = try #require(runs["a"])
    #expect(
      run.series.map { "\($0.name) \($0.steps) \($0.values)" } == [
        "flag [0] [1.0]", "loss [0, 3, 5] [1.5, nan, -inf]", "system/gpu.util [0] [3.0]", "val.acc [0, 3] [0.5, inf]",
        "val.deep.x [0] [1.0]",
      ])
    #expect(run.series[1].times == [1_767_225_601_500, 1_767_225_602_500, 1_767_225_603_500])
    #expect(run.header.id == "a" && run.header.user == "ana" && run.header.status == .unknown)
    #expect(run.header.start == Timestamp(milliseconds: 1_767_225_600_000))
    #expect(run.header.heartbeat == Timestamp(milliseconds: 1_767_225_609_000))
    #expect(run.header.parameters == [NamedValue("lr", "0.1"), NamedValue("nested.a", "1")])
    #expect(run.header.tags == [NamedValue("group", "g")])
    #expect(run.records.map(\.name) == ["alerts"])
    #expect(run.records.first?.data["step"] == .list([.integer(4)]))
    #expect(runs["c"]?.header.name == "only config" && runs["b"]?.series == [])
    #expect(
      found.messages == [
        "my #1%3F.db: run y: rows that hold no JSON object are left out: 2",
        "my #1%3F.db: run y: text, media, tables and histograms are not shown: img, note",
      ])
    #expect(found.folder.files == ["my #1%3F.db"])
  }

  @Test("of old versions tell runs apart by name")
  func old() throws {
    let found = try FoundStore()
    let database = try TrackioDatabase(found.folder.path + "/old.db", hasIds: false)
    for (name, value) in [("r 1", 1), ("r 2", 2), ("r 1", 3)] {
      try database.execute(
        "INSERT INTO metrics (timestamp, run_name, step, metrics) VALUES ('2025-01-01T00:00:00', ?, 0, ?)",
        [name, "{\"x\": \(value)}"])
    }
    try database.execute("INSERT INTO configs (run_name, config, created_at) VALUES ('r 1', '{\"lr\": 1}', '')")
    try database.close()
    let runs = try found.runs()
    #expect(runs.mapValues { $0.series.first?.values } == ["r 1": [1, 3], "r 2": [2]])
    #expect(runs["r 1"]?.header.parameters == [NamedValue("lr", "1")] && runs["r 1"]?.header.name == "r 1")
  }

  @Test("that are being written are read with what is still in the journal, and left as they are")
  func live() throws {
    let found = try FoundStore()
    let database = try TrackioDatabase(found.folder.path + "/live.db")
    try database.queue.writeWithoutTransaction { _ = try String.fetchOne($0, sql: "PRAGMA journal_mode = WAL") }
    try insert(#"{"x": 1}"#, step: 0, at: 1, run: "a", into: database)
    let before = try found.folder.contents()
    #expect(
      before.keys.sorted() == ["live.db", "live.db-shm", "live.db-wal"] && before["live.db-wal"]?.isEmpty == false)
    #expect(try found.run().series.first?.values == [1])
    #expect(try found.folder.contents() == before)
    try database.queue.close()
  }

  @Test("are told from other databases, and read when they are named by themselves")
  func detection() throws {
    let found = try FoundStore(["text.db": "x", "empty.db": ""])
    let other = try DatabaseQueue(path: found.folder.path + "/other.db")
    try other.write {
      try $0.execute(sql: "CREATE TABLE metrics (key, value, timestamp, run_uuid, step); CREATE TABLE configs (a)")
    }
    try other.close()
    let view = try DatabaseQueue(path: found.folder.path + "/view.db")
    try view.write { db in
      try db.execute(
        sql: "CREATE VIEW metrics AS SELECT 1 id, '' timestamp, '' run_name, 1 step, '{}' metrics; CREATE TABLE t (a)")
    }
    try view.close()
    // Each row of it would be worked out when it is read.
    let computed = try DatabaseQueue(path: found.folder.path + "/computed.db")
    try computed.write { db in
      try db.execute(
        sql: """
          CREATE TABLE metrics (id INTEGER PRIMARY KEY, timestamp, step, run_name,
            metrics AS (hex(zeroblob(200000000 + id))));
          INSERT INTO metrics (id, timestamp, step, run_name) VALUES (1, '', 0, 'r'), (2, '', 0, 'r')
          """)
    }
    try computed.close()
    let virtual = try DatabaseQueue(path: found.folder.path + "/virtual.db")
    try virtual.write { db in
      try db.execute(sql: "CREATE VIRTUAL TABLE metrics USING rtree(id, timestamp, step, +run_name, +metrics)")
    }
    try virtual.close()
    #expect(throws: StoreFailure.self) { try found.stores() }
    try TrackioDatabase(found.folder.path + "/project").close()
    #expect(throws: StoreFailure.self) { try found.stores() }
    #expect(try found.store(at: "/project").formatName == "Trackio")
  }

  @Test("that are damaged cost themselves")
  func damaged() throws {
    let whole = try FoundStore()
    let database = try TrackioDatabase(whole.folder.path + "/a.db")
    try database.execute(
      """
      WITH RECURSIVE steps(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM steps WHERE n < 499)
      INSERT INTO metrics (run_id, timestamp, run_name, step, metrics)
      SELECT 'a', '2026-01-01T00:00:00', 'a', n, '{"x": ' || n || '}' FROM steps
      """)
    try database.close()
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: whole.folder.path + "/a.db")))
    for length in stride(from: 4096, to: bytes.count, by: 4096 + 501) {
      let found = try FoundStore()
      try found.folder.write(Array(bytes[..<length]), to: "a.db")
      do {
        for run in try found.store().experiments(reporting: found.diagnostics).flatMap(\.runs) {
          _ = try found.store().load(run, reporting: found.diagnostics)
        }
        #expect(found.messages.contains("a.db: the file is cut short, so values are missing"))
      } catch let failure as StoreFailure {
        #expect(failure.reason == "database disk image is malformed")
      }
      #expect(found.folder.files == ["a.db"])
    }
    var garbled = bytes
    var random = RandomNumbers(seed: 1)
    for _ in 0..<2000 {
      garbled[Int.random(in: 4096..<garbled.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let found = try FoundStore()
    try found.folder.write(garbled, to: "a.db")
    _ = try? found.runs()
  }

  @Test(
    "written by Trackio itself hold what the script logged",
    .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
  func generated() throws {
    let found = try FoundStore()
    let stores = try StoreDetection.stores(
      at: Checkout.sharedData + "/generated/small/trackio", options: ReadingOptions(), reporting: found.diagnostics)
    let store = try #require(stores.first)
    let runs = store.experiments(reporting: found.diagnostics).flatMap(\.runs)
      .compactMap { store.load($0, reporting: found.diagnostics) }
    // gen_trackio.py, beside the data.
    #expect(runs.map(\.header.name) == ["run 0", "run 1"])
    for (index, run) in runs.enumerated() {
      #expect(run.header.parameters == [NamedValue("lr", index == 0 ? "0.1" : "0.05"), NamedValue("nested.a", "1")])
      #expect(run.series.map(\.name) == ["inf", "loss", "val.acc"])
      for series in run.series {
        #expect(series.steps == Array(0..<20) && !series.times.contains(MetricSeries.noTime))
        let expected = (0..<20).map { step in
          switch series.name {
          case "inf": step == 3 ? Double.infinity : 0.5
          case "loss": step == 7 ? .nan : 1 / Double(step + 1)
          default: Double(step) / 20
          }
        }
        #expect(series.values.map(\.description) == expected.map(\.description))
      }
    }
    print(
      "generated/small/trackio: compared \(runs.count) runs, \(runs.flatMap(\.series).map(\.count).reduce(0, +)) points"
    )
    #expect(found.diagnostics.warningCount == 0)
  }
}

import Diagnostics
import Foundation
import GRDB
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("A SQLite database that is in use or damaged")
struct MLflowSQLiteStateTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/mlflow.db" }

  init() throws { folder = try TemporaryFolder() }

  private func open(_ path: String? = nil) throws -> any RunStore {
    try #require(
      StoreDetection.stores(at: path ?? self.path, options: ReadingOptions(), reporting: DiagnosticCollector()).first)
  }

  private let statements =
    SQLFixture.schema2026 + [
      SQLFixture.experiment(1), SQLFixture.run("a"), SQLFixture.metric("a", "m", "1", time: 1, step: 0),
    ]

  @Test("gives what is in the log of a live server, and touches nothing")
  func readsLog() throws {
    try SQLFixture.write(path, ["PRAGMA journal_mode = WAL"] + statements)
    let server = try DatabasePool(path: path)
    try server.write { db in
      try db.execute(sql: SQLFixture.run("live", status: "RUNNING"))
      try db.execute(sql: SQLFixture.metric("live", "m", "2", time: 1, step: 0))
    }
    let before = try FolderState(folder.path)
    #expect(before.names == [".", "mlflow.db", "mlflow.db-shm", "mlflow.db-wal"])
    let contents = DatabaseContents(try open(folder.path))
    #expect(contents.runs.keys.sorted() == ["a", "live"])
    #expect(contents.runs["live"]?.series.first?.values == [2])
    #expect(contents.messages == [])
    #expect(try FolderState(folder.path) == before)
    try server.close()
  }

  @Test("is read in WAL mode without a log, and nothing is made beside it")
  func readsStill() throws {
    try SQLFixture.write(path, ["PRAGMA journal_mode = WAL"] + statements)
    let before = try FolderState(folder.path)
    #expect(before.names == [".", "mlflow.db"])
    #expect(DatabaseContents(try open()).runs.keys.sorted() == ["a"])
    #expect(try FolderState(folder.path) == before)
  }

  @Test("that changes while it is read without locks is read again by the next build")
  func noticesChange() throws {
    try SQLFixture.write(path, ["PRAGMA journal_mode = WAL"] + statements)
    let store = try open()
    try SQLFixture.write(path, [SQLFixture.run("b")])
    store.load([RunReference(key: "a")]) { _, loaded in
      #expect(!loaded.isSettled)
      #expect(loaded.diagnostics.map(\.message) == ["was written to while it was read; build again"])
    }
  }

  @Test("is rolled back in a copy where its writer died, and left as it is")
  func readsAbandoned() throws {
    try SQLFixture.write(path, statements)
    let original = try Data(contentsOf: URL(fileURLWithPath: path))
    // A writer that spilled changed pages to the file before it committed: the file and its journal as they are then.
    let writer = try DatabaseQueue(path: path)
    let source = path
    try writer.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA cache_size = 1")
      try db.execute(sql: "BEGIN IMMEDIATE")
      for step in 0..<3_000 {
        try db.execute(sql: SQLFixture.metric("a", "m", "7", time: step + 10, step: step))
      }
      try FileManager.default.createDirectory(atPath: folder.path + "/dead", withIntermediateDirectories: true)
      for ending in ["", "-journal"] {
        try FileManager.default.copyItem(atPath: source + ending, toPath: folder.path + "/dead/mlflow.db" + ending)
      }
      try db.execute(sql: "ROLLBACK")
    }
    try writer.close()
    let dead = folder.path + "/dead"
    #expect(try Data(contentsOf: URL(fileURLWithPath: dead + "/mlflow.db")).count > original.count)
    let before = try FolderState(dead)
    let contents = DatabaseContents(try open(dead))
    #expect(contents.runs["a"]?.series.first?.values == [1])
    #expect(contents.messages == [])
    #expect(try FolderState(dead) == before)
  }

  @Test("leaves no copy behind")
  func removesCopies() throws {
    try SQLFixture.write(path, ["PRAGMA journal_mode = WAL"] + statements)
    let server = try DatabasePool(path: path)
    try server.write { db in try db.execute(sql: SQLFixture.run("live")) }
    let folder: String
    do {
      let copy = try PrivateCopy(of: path)
      folder = String(copy.path.dropLast("/copy.db".count))
      #expect(try FolderState(folder).names == [".", "copy.db", "copy.db-wal"])
      let connection = try SQLiteConnection(opening: copy.path, .copied, byteCount: copy.byteCount)
      #expect(try connection.columns(of: "runs").contains("run_uuid"))
    }
    #expect(!FileManager.default.fileExists(atPath: folder))
    try server.close()
  }

  @Test("says that another program has locked it")
  func meetsLock() throws {
    try SQLFixture.write(path, statements)
    let writer = try DatabaseQueue(path: path)
    try writer.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN EXCLUSIVE")
      let failure = #expect(throws: StoreFailure.self) { try open() }
      #expect(failure?.reason == "the database cannot be read: another program has locked it for writing")
      try db.execute(sql: "ROLLBACK")
    }
    #expect(DatabaseContents(try open()).runs.count == 1)
  }

  @Test("does not wait for a FIFO in the place of its log or journal", arguments: ["-wal", "-journal"])
  func meetsPipe(ending: String) throws {
    try SQLFixture.write(path, statements)
    mkfifo(path + ending, 0o644)
    #expect(DatabaseContents(try open()).runs.keys.sorted() == ["a"])
  }

  @Test("that is damaged anywhere neither crashes nor hangs, and gives what can be read")
  func survivesDamage() throws {
    let rows = (0..<400).map { SQLFixture.metric("r\($0 % 8)", "m\($0 % 3)", "\($0)", time: $0, step: $0) }
    try SQLFixture.write(
      path,
      SQLFixture.schema2026 + [SQLFixture.experiment(1)] + (0..<8).map { SQLFixture.run("r\($0)") } + rows
        + (0..<8).map { SQLFixture.parameter("r\($0)", "p", String(repeating: "x", count: 9_000)) })
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var random = RandomNumbers(seed: 5)
    var readCount = 0
    var warned = 0
    for round in 0..<300 {
      var bytes = whole
      switch round % 3 {
      case 0:
        // A page that is another one.
        let (from, to) = (
          Int.random(in: 0..<whole.count / 4096, using: &random), Int.random(in: 1..<whole.count / 4096, using: &random)
        )
        bytes.replaceSubrange(to * 4096..<(to + 1) * 4096, with: whole[from * 4096..<(from + 1) * 4096])
      case 1:
        for _ in 0..<20 {
          bytes[Int.random(in: 100..<whole.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
      default:
        bytes.removeLast(Int.random(in: 1..<whole.count - 200, using: &random))
      }
      try folder.write(bytes, to: "damaged/mlflow.db")
      guard let store = try? open(folder.path + "/damaged/mlflow.db") else { continue }
      let contents = DatabaseContents(store)
      readCount += contents.runs.count
      warned += contents.messages.count
      _ = store.fingerprint(of: RunReference(key: "r0"))
    }
    #expect(readCount > 500 && warned > 50)
  }

  @Test("whose pages go round in circles comes to an end")
  func survivesCircles() throws {
    var statements = SQLFixture.schema2020 + [SQLFixture.experiment(1), SQLFixture.run("r")]
    for step in 0..<4_000 { statements.append(SQLFixture.metric("r", "m", "1", time: step, step: step)) }
    try SQLFixture.write(path, statements)
    let root = try DatabaseQueue(path: path).read { db in
      try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'metrics'") ?? 0
    }
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    // Six floors of pages, of which each has the one below for every child: some ten thousand million rows.
    let start = (root - 1) * 4096
    let count = Int(bytes[start + 3]) << 8 | Int(bytes[start + 4])
    #expect(bytes[start] == 5 && count > 10)
    let cells = (0..<count).map { Int(bytes[start + 12 + $0 * 2]) << 8 | Int(bytes[start + 13 + $0 * 2]) }
    let children = cells.map { Array(bytes[start + $0..<start + $0 + 4]) }
    let floors = [root] + children.prefix(6).map { Int($0[2]) << 8 | Int($0[3]) }
    let page = Array(bytes[start..<start + 4096])
    for (floor, number) in floors.dropLast().enumerated() {
      var copy = page
      for cell in cells { copy.replaceSubrange(cell..<cell + 4, with: children[floor]) }
      bytes.replaceSubrange((number - 1) * 4096..<number * 4096, with: copy)
    }
    try folder.write(bytes, to: "mlflow.db")
    let contents = DatabaseContents(try open())
    #expect(contents.experiments.count == 1)
    #expect(contents.messages.contains { $0.hasSuffix("so it must be damaged") })
  }
}

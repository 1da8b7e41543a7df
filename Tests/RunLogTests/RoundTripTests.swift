import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@testable import RunLog

@Suite("A run that is written")
struct RoundTripTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws { folder = try TemporaryFolder() }

  private var store: String { folder.path + "/store" }

  private func start() throws -> RunLog.Run {
    try Run.start(in: store, experiment: "digits", source: nil, heartbeat: nil)
  }

  private func load(_ id: String? = nil) throws -> RunModel.Run {
    let store = NativeStore(location: "STORE", path: store)
    let references = store.experiments(reporting: diagnostics).flatMap(\.runs)
    let runs = references.compactMap { store.load($0, reporting: diagnostics) }
    return try #require(runs.first { id == nil || $0.header.id == id })
  }

  private var messages: [String] { diagnostics.sorted.map(\.description) }

  @Test("says who, where and how it ended")
  func header() throws {
    let run = try Run.start(
      in: store, experiment: "digits", id: "r-1", name: "lunar comet",
      parameters: ["lr": 0.1, "layers": [64, 32], "augment": true, "note": "a \"b\"\n", "nothing": nil],
      tags: ["team": "vision"],
      parent: "sweep-1", kind: .sweep, computeTarget: "gpu", nodeCount: 2, nodes: ["n1", "n2"], user: "ana",
      script: "train.py", arguments: ["--lr", "0.1"],
      source: Source(repository: "git@x", branch: "main", commit: "abc", isDirty: true), primaryMetric: "acc",
      submitted: 1_795_407_127.25)
    try run.set(tag: "team", to: "audio")
    try run.set(tag: "stage", to: "two")
    try run.set(parameter: "lr", to: 0.2)
    #expect(try load().header.status == .running)
    try run.finish(.failed("boom\nat line 3"))
    let header = try load().header
    #expect(header.id == "r-1" && header.name == "lunar comet" && header.status == .failed && header.kind == .sweep)
    #expect(
      header.parent == "sweep-1" && header.computeTarget == "gpu" && header.nodeCount == 2 && header.user == "ana")
    #expect(
      header.parameters.map { "\($0.name)=\($0.value)" } == [
        "augment=true", "layers=[64, 32]", "lr=0.2", "note=a \"b\"\n", "nothing=null",
      ])
    #expect(header.tags == [NamedValue("stage", "two"), NamedValue("team", "audio")])
    #expect(header.script == "train.py" && header.arguments == ["--lr", "0.1"] && header.primaryMetric == "acc")
    #expect(header.source == SourceRevision(repository: "git@x", branch: "main", commit: "abc", isDirty: true))
    #expect(header.error == "boom\nat line 3")
    let start = try #require(header.start)
    let end = try #require(header.end)
    #expect(start <= end && end.seconds(since: start) < 60)
    let json = try folder.text("store/digits/r-1/run.json")
    #expect(json.contains(#""nodes": ["n1","n2"]"#) && json.contains(#""submitted": "2026-11-23T04:12:07.250Z""#))
    #expect(messages == [])
  }

  @Test("gives every number back to the last bit, NaN and infinities among them")
  func numbers() throws {
    let run = try start()
    var random = RandomNumbers(seed: 3)
    let values =
      [0, -0.0, 1, -1.5, .nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude]
      + (0..<2000).map { _ in Double(bitPattern: random.next()) }
    for (step, value) in values.enumerated() { try run.log("x", value, step: step - 5) }
    try run.log("float", Float(0.1))
    try run.log("whole", Int.max, step: Int.max)
    try run.finish()
    let read = try load()
    let series = try #require(read.series.first { $0.name == "x" })
    #expect(series.steps == values.indices.map { Int64($0 - 5) })
    #expect(zip(series.values, values).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN })
    #expect(series.values.count == values.count && series.times.allSatisfy { $0 != MetricSeries.noTime })
    #expect(read.series.first { $0.name == "float" }?.values == [0.1])
    #expect(read.series.first { $0.name == "whole" }?.steps == [Int64.max])
    #expect(messages == [])
  }

  @Test(
    "gives names and texts back whatever they hold",
    arguments: [
      "a\nb", "\r\n", "\"}{\"name\":\"x\",\"value\":1}", "\u{0}\u{1}\u{7F}", "\\u0041\\", "é\u{2028}𝄞👩‍🔬",
      "../../etc/passwd",
      " ", ".", "..", String(repeating: "long/", count: 20_000), "\u{FEFF}x", "<script>alert(1)</script>",
    ])
  func hostileTexts(text: String) throws {
    let run = try Run.start(
      in: store, experiment: text, id: text, name: text, parameters: [text: .string(text)], tags: [text: text],
      parent: text, computeTarget: text, nodes: [text], user: text, script: text, arguments: [text],
      source: Source(commit: text), heartbeat: nil)
    try run.log(text, 1)
    try run.log(values: [text: 2, "other": 3])
    try run.logText(text, text)
    try run.logRow(text, columns: [(text, .string(text))])
    try run.logImage(text, bytes: [1, 2, 3], fileExtension: text)
    try run.set(tag: text, to: "new")
    try Run.attach(run.folder).log(text, 3)
    try run.finish(.failed(text))
    #expect(folder.files.allSatisfy { $0.hasPrefix("store/") })
    let read = try load(text)
    #expect(read.header.name == text && read.header.parent == text && read.header.error == text)
    #expect(read.header.parameters == [NamedValue(text, text)] && read.header.tags == [NamedValue(text, "new")])
    // Of one millisecond, values from two files come in the order of the files.
    #expect(read.series.first { $0.name == text }?.values.sorted() == [1, 2, 3])
    #expect(read.records.map(\.name) == [text, text, text])
    #expect(read.records.first?.data == .string(text))
    #expect(read.files.map(\.path) == [read.records.last?.data["path"]?.string])
    #expect(messages == [])
    let again = try Run.start(in: store, experiment: text, source: nil, heartbeat: nil)
    #expect(again.folder.split(separator: "/").dropLast() == run.folder.split(separator: "/").dropLast())
    #expect(throws: RunLogError.self) { try Run.start(in: store, experiment: text, id: text) }
  }

  @Test("keeps what is not one number, of every kind")
  func records() throws {
    let run = try start()
    try run.logList("list", [0.5, .nan, 2])
    try run.logList("words", ["a", "b"])
    try run.logRow("row", ["fold": 1, "score": 0.5, "who": "ana"], step: 1)
    try run.logTable("table", ["z": [1, 2], "a": ["x", nil]])
    try run.logText("text", "# Title")
    try run.logCurve("roc", x: [0, 1], y: [0, 1], xLabel: "fpr")
    try run.logConfusionMatrix("matrix", labels: ["a", "b"], matrix: [[1, 2], [3, 4]])
    try run.logAccuracyTable(
      "accuracy", labels: ["a"], probabilityThresholds: [0, 1], percentileThresholds: [0.5],
      probabilityTables: [[[1, 2, 3, 4], [5, 6, 7, 8]]], percentileTables: [[[1, 2, 3, 4]]])
    try run.logResiduals("residuals", edges: [0, 1, 2], counts: [3, 4], mean: 0.1, r2: 0.9)
    try run.logPredictions("predictions", edges: [0, 1, 2], averages: [0.5, 1.5], counts: [3, 4])
    try folder.write(["picture.PNG": "x"])
    try run.logImage("image", path: folder.path + "/picture.PNG")
    try run.log(json: "{\"name\": \"raw\", \"type\": \"list\",\n \"data\": [1, [2]]}")
    try run.finish()
    let records = try load().records
    #expect(
      records.map(\.kind) == [
        .list, .list, .row, .table, .text, .curve, .confusionMatrix, .accuracyTable, .residuals, .predictions, .image,
        .list,
      ])
    #expect(records[2].data.object?.map(\.name) == ["fold", "score", "who"] && records[2].step == 1)
    #expect(records[3].data["a"] == .list([.string("x"), .null]))
    #expect(records[6].data["matrix"]?.list?.last == .list([.integer(3), .integer(4)]))
    #expect(records[10].data["path"] == .string("outputs/images/image.png"))
    #expect(records.allSatisfy { $0.time != nil })
    #expect(messages == [])
  }

  @Test("refuses what has no place in the format, says so, and logs nothing of it")
  func refuses() throws {
    let run = try start()
    let calls: [() throws -> Void] = [
      { try run.log("", 1) }, { try run.log(values: ["a": 1, "": 2]) },
      { try run.logTable("t", ["a": [1, 2], "b": [1]]) },
      { try run.logConfusionMatrix("m", labels: ["a"], matrix: [[1, 2], [3, 4]]) },
      { try run.logCurve("c", x: [1], y: []) },
      { try run.logResiduals("r", edges: [1], counts: [1]) },
      { try run.logPredictions("p", edges: [1], averages: [1]) },
      { try run.log(json: "[1]") }, { try run.log(json: #"{"value": 1}"#) },
      { try run.log(json: #"{"name": "a", "value": nonsense}"#) }, { try run.log(json: #"{"name": "a", "value": 1"#) },
    ]
    for call in calls {
      let error = #expect(throws: RunLogError.self) { try call() }
      #expect(error?.kind == .invalid)
    }
    #expect(folder.files == ["store/digits/\(run.id)/run.json"])
  }

  @Test(
    "takes a line of the format where a reader does, and only there",
    arguments: [
      #"{"name": "a", "value": 1}"#, #"{"name": "a", "value": "nan", "step": 3.0, "time": 5}"#, #"{"values": {}}"#,
      #"{"name": "a", "value": null}"#, #"{"name": "a", "value": true, "step": null}"#,
      #"{"values": {"a": -Infinity}}"#,
      #"{"name": "a", "type": "scalar", "value": 1}"#, #"{"name": "a", "type": "text", "data": "x", "more": []}"#,
      #"{"name": "a", "value": "high"}"#, #"{"name": "a", "value": []}"#, #"{"name": "a"}"#,
      #"{"name": 3, "value": 1}"#,
      #"{"name": "a", "step": 3.5, "value": 1}"#, #"{"name": "a", "step": "3", "value": 1}"#, #"{"values": [1]}"#,
      #"{"values": {"": 1}}"#, #"{"values": {"a": {}}}"#, #"{"name": "a", "type": "pie", "data": 1}"#,
      #"{"name": "a", "type": 3, "data": 1}"#, #"{"name": "a", "type": "list"}"#, #"{"name": "", "value": 1}"#,
      #"{"name": "a", "step": 99999999999999999999, "value": 1}"#,
    ])
  func lines(line: String) throws {
    try folder.write([
      "store/digits/plain/run.json": #"{"id": "plain"}"#, "store/digits/plain/metrics.jsonl": line + "\n",
    ])
    _ = try load("plain")
    let isRead = messages == []
    let run = try start()
    if isRead {
      try run.log(json: line)
    } else {
      let error = #expect(throws: RunLogError.self) { try run.log(json: line) }
      #expect(error?.kind == .invalid)
    }
  }

  @Test("has every type of the format")
  func types() {
    #expect(LineCheck.types == Set(MetricRecord.Kind.allCases.map(\.rawValue)))
  }

  @Test("takes nothing more once it is finished, and can be gone on with by attaching")
  func ended() throws {
    let run = try start()
    try run.finish()
    #expect(throws: RunLogError.self) { try run.log("x", 1) }
    #expect(throws: RunLogError.self) { try run.finish() }
    #expect(throws: RunLogError.self) { try run.set(tag: "a", to: "b") }
    let again = try Run.attach(id: run.id, in: store, heartbeat: nil)
    try again.begin()
    try again.log("x", 1)
    #expect(try load().header.status == .running && load().header.end == nil)
    try again.finish(.canceled)
    #expect(try load().header.status == .canceled && load().series.count == 1)
  }

  @Test("a failure told by one process is not made good by another's end")
  func failureStays() throws {
    let run = try start()
    try Run.attach(run.folder, heartbeat: nil).finish(.failed("node 2 is gone"))
    try run.finish()
    let header = try load().header
    #expect(header.status == .failed && header.error == "node 2 is gone")
  }

  @Test("a queued one has no start until it begins")
  func queued() throws {
    let run = try Run.start(in: store, experiment: "digits", isQueued: true, heartbeat: nil)
    #expect(try load().header.status == .queued && load().header.start == nil && load().header.computeTarget == nil)
    try run.begin()
    #expect(try load().header.status == .running && load().header.start != nil && load().header.computeTarget != nil)
  }

  @Test("gives a sign of life where nothing is logged, which is none of its values")
  func heartbeat() throws {
    let run = try Run.start(in: store, experiment: "digits", heartbeat: nil)
    try run.log("x", 1)
    let before = try #require(try load().header.heartbeat)
    let beating = try Run.attach(run.folder, heartbeat: .milliseconds(20))
    var last = before
    for _ in 0..<200 where last.milliseconds < before.milliseconds + 60 {
      Threads.sleep(milliseconds: 20)
      last = try #require(try load().header.heartbeat)
    }
    #expect(last.milliseconds >= before.milliseconds + 60)
    try beating.heartbeat()
    #expect(try load().series.map(\.count) == [1])
    #expect(messages == [])
  }
}

import Diagnostics
import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("The native run store")
struct NativeStoreTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws { folder = try TemporaryFolder() }

  private func load(_ files: [String: String]) throws -> Run {
    let base = ["exp/run/run.json": #"{"id": "r1", "status": "completed"}"#]
    try folder.write(base.merging(files) { _, new in new })
    let store = NativeStore(location: "STORE", path: folder.path)
    let listing = try #require(store.experiments(reporting: diagnostics).first)
    let reference = try #require(listing.runs.first)
    return try #require(store.load(reference, reporting: diagnostics))
  }

  private var messages: [String] { diagnostics.sorted.map(\.description) }

  @Test("gives every field of run.json")
  func readsHeader() throws {
    let run = try load([
      "exp/run/run.json": """
      {"id": "r1", "name": "lunar-comet", "status": "failed", "start": "2026-11-23T04:12:07.250Z",
       "end": 1795407127.5, "user": "ana", "parent": "p", "kind": "sweep", "compute_target": "gpu", "node_count": 2,
       "nodes": ["n1", "n2"], "submitted": "2026-11-23T04:00:00Z",
       "parameters": {"lr": 0.1, "b": true, "a": null, "layers": [1, 2], "s": "x"}, "tags": {"team": "vision"},
       "script": "train.py", "arguments": ["--lr", "0.1"], "primary_metric": "acc", "error": "boom",
       "source": {"repository": "git@x", "branch": "main", "commit": "abc", "dirty": true}, "unknown": [1]}
      """
    ])
    let header = run.header
    #expect(header.name == "lunar-comet" && header.status == .failed && header.kind == .sweep)
    #expect(header.start == Timestamp(milliseconds: 1_795_407_127_250))
    #expect(header.end == Timestamp(milliseconds: 1_795_407_127_500))
    #expect(header.user == "ana" && header.parent == "p" && header.computeTarget == "gpu" && header.nodeCount == 2)
    #expect(header.nodes == ["n1", "n2"] && header.submitted == Timestamp(milliseconds: 1_795_406_400_000))
    #expect(
      header.parameters == [
        NamedValue("a", "null"), NamedValue("b", "true"), NamedValue("layers", "[1, 2]"), NamedValue("lr", "0.1"),
        NamedValue("s", "x"),
      ])
    #expect(header.tags == [NamedValue("team", "vision")])
    #expect(header.source == SourceRevision(repository: "git@x", branch: "main", commit: "abc", isDirty: true))
    #expect(header.script == "train.py" && header.arguments == ["--lr", "0.1"] && header.error == "boom")
    #expect(messages == [])
  }

  @Test("reads a value a line and several metrics a line, with NaN and infinities in every spelling")
  func readsMetrics() throws {
    let run = try load([
      "exp/run/metrics.jsonl": """
      {"name": "loss", "step": 1, "time": 1.5, "value": 0.25}
      {"step": 2, "time": "1970-01-01T00:00:02Z", "values": {"loss": NaN, "acc": 1}}
      {"name": "loss", "step": 3, "value": "-Infinity"}
      {"name": "loss", "value": "inf"}
      {"value": 1e-3, "name": "l\\u006fss", "step": -7}
      {"name":"loss","step":4,"value":null}\r

      """
    ])
    let loss = try #require(run.series.first { $0.name == "loss" })
    #expect(loss.steps == [1, 2, 3, 3, -7, 4])
    #expect(loss.values.map { "\($0)" } == ["0.25", "nan", "-inf", "inf", "0.001", "nan"])
    #expect(
      loss.times == [1500, 2000, MetricSeries.noTime, MetricSeries.noTime, MetricSeries.noTime, MetricSeries.noTime])
    #expect(run.series.map(\.name) == ["acc", "loss"])
    #expect(run.header.heartbeat == Timestamp(milliseconds: 2000))
    #expect(messages == [])
  }

  @Test(
    "leaves out a last line of a live run that is cut short, with a note and no warning",
    arguments: [
      #"{"name": "loss", "step": 2, "va"#, #"{"name": "loss", "step": 2, "value": 0."#, #"{"name""#, "{",
    ])
  func dropsCutLine(cut: String) throws {
    let run = try load([
      "exp/run/run.json": #"{"id": "r1", "status": "running"}"#,
      "exp/run/metrics.jsonl": "{\"name\": \"loss\", \"step\": 1, \"value\": 1}\n" + cut,
    ])
    #expect(run.series.first?.values == [1])
    #expect(diagnostics.warningCount == 0)
  }

  @Test(
    "names file, line and what was expected of a bad line, and reads the rest",
    arguments: [
      ("nonsense", "STORE/exp/run/metrics.jsonl:2: not a JSON object: expected a value at byte 1"),
      ("[1, 2]", "STORE/exp/run/metrics.jsonl:2: expected a JSON object, in braces"),
      (#"{"name": "a", "step": 3.5, "value": 1}"#, #"STORE/exp/run/metrics.jsonl:2: step is not a whole number: 3.5"#),
      (#"{"name": "a", "value": "high"}"#, #"STORE/exp/run/metrics.jsonl:2: the value of a is not a number: "high""#),
      (
        #"{"name": "", "value": 1}"#,
        #"STORE/exp/run/metrics.jsonl:2: expected a "name" that is text and not empty, or "values""#
      ),
      (#"{"name": "a"}"#, #"STORE/exp/run/metrics.jsonl:2: expected a "value" for a"#),
      (
        #"{"name": "a", "value": 1} x"#,
        "STORE/exp/run/metrics.jsonl:2: not a JSON object: expected the end of the text at byte 27"
      ),
    ])
  func reportsBadLine(line: String, message: String) throws {
    let good = #"{"name": "loss", "value": 1}"#
    let run = try load(["exp/run/metrics.jsonl": [good, line, good, ""].joined(separator: "\n")])
    #expect(run.series.first { $0.name == "loss" }?.count == 2)
    #expect(messages == [message])
  }

  @Test("reads values that are not numbers, out of Azure's wrapping where there is one")
  func readsRecords() throws {
    let run = try load([
      "exp/run/metrics.jsonl": """
      {"name": "m", "type": "confusion_matrix", "step": 3, "data": {"schema_type": "confusion_matrix", "schema_version": "1.0.0", "data": {"class_labels": ["a", "b"], "matrix": [[1, 2], [3, 4]]}}}
      {"name": "t", "type": "table", "data": {"x": [1, 2], "y": ["a", "b"]}}
      {"name": "t", "type": "pie", "data": 1}

      """
    ])
    #expect(run.records.map(\.kind) == [.confusionMatrix, .table])
    #expect(run.records.first?.data["matrix"]?.list?.count == 2)
    #expect(messages.count == 1 && messages[0].contains(#"type "pie" is not one of list, row, table"#))
  }

  @Test("reports a key of the wrong type with its line and uses the rest")
  func reportsWrongType() throws {
    let run = try load(["exp/run/run.json": "{\n\"id\": \"r\",\n\"status\": \"exploded\",\n\"node_count\": \"two\"}"])
    #expect(run.header.status == .unknown)
    #expect(run.header.statusText == "exploded")
    #expect(
      messages == [
        #"STORE/exp/run/run.json:3: "status" should be queued, preparing, running, completed, failed or canceled, found "exploded""#,
        #"STORE/exp/run/run.json:4: "node_count" should be a whole number, found "two""#,
      ])
  }

  @Test("joins the files of several writers in the order of time")
  func joinsWriters() throws {
    let run = try load([
      "exp/run/metrics-a.jsonl":
        "{\"name\": \"x\", \"step\": 1, \"time\": 1, \"value\": 1}\n{\"name\": \"x\", \"step\": 3, \"time\": 3, \"value\": 3}\n",
      "exp/run/metrics-b.jsonl": "{\"name\": \"x\", \"step\": 2, \"time\": 2, \"value\": 2}\n",
    ])
    #expect(run.series.first?.values == [1, 2, 3])
    #expect(run.files.isEmpty)
  }

  @Test("lists files by role and leaves out its own")
  func listsFiles() throws {
    let run = try load([
      "exp/run/metrics.jsonl": "", "exp/run/notes.md": "# Note", "exp/run/logs/train.log": "x",
      "exp/run/azureml-logs/70_driver_log.txt": "x", "exp/run/sidecar/node-0/start_cms.log": "x",
      "exp/run/system_logs/lifecycler/lifecycler.log": "x", "exp/run/outputs/model.pt": "xy", "exp/run/.hidden": "x",
    ])
    #expect(
      run.files.map { "\($0.path) \($0.role) \($0.size)" } == [
        "azureml-logs/70_driver_log.txt log 1", "logs/train.log log 1", "outputs/model.pt output 2",
        "sidecar/node-0/start_cms.log systemLog 1", "system_logs/lifecycler/lifecycler.log systemLog 1",
      ])
    #expect(run.note == "# Note")
  }

  @Test(
    "survives hostile JSON",
    arguments: [
      String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000), "\"",
      "{\"id\": \"\\ud800\"}",
      "\u{FEFF}{\"id\": \"x\"}", "{\"id\": 1e999}", "nul", "-", "{\"id\":\"x\",\"start\":\"9999999999-01-01\"}",
    ])
  func survivesHostileJSON(text: String) throws {
    try folder.write(["exp/run/run.json": text, "exp/other/run.json": #"{"id": "ok"}"#])
    let store = NativeStore(location: "STORE", path: folder.path)
    let loaded = store.experiments(reporting: diagnostics).flatMap(\.runs)
      .compactMap { store.load($0, reporting: diagnostics) }
    #expect(loaded.contains { $0.header.id == "ok" })
  }

  @Test("reads any prefix of a metrics file without harm")
  func survivesTruncation() throws {
    let whole = """
      {"name": "loss", "step": 1, "time": "2026-11-23T04:12:07.25+01:00", "value": -1.5e-3}
      {"step": 2, "values": {"é\\n": Infinity, "loss": 2}}

      """
    for length in 0...whole.utf8.count {
      let prefix = String(decoding: Array(whole.utf8).prefix(length), as: UTF8.self)
      let run = try load(["exp/run/run.json": #"{"id": "r1", "status": "running"}"#, "exp/run/metrics.jsonl": prefix])
      #expect(run.series.reduce(0) { $0 + $1.count } <= 3)
    }
    #expect(diagnostics.sorted.filter { $0.severity == .warning } == [])
  }
}

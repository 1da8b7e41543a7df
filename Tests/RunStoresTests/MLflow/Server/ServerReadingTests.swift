import Diagnostics
import FileAccess
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("What an MLflow tracking server answers")
struct ServerReadingTests {
  @Test("gives runs with all that the file store gives")
  func readsRuns() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      switch request.path {
      case "experiments/search":
        .json(
          #"""
          {"experiments": [{"experiment_id": "12", "name": "späte", "creation_time": "1700000000000", "tags": [
            {"key": "mlflow.note.content", "value": "# Note"},
            {"key": "mlflow.experiment.primaryMetric.name", "value": "acc"}]}, {"experiment_id": 3, "name": "frühe"}]}
          """#)
      case "runs/search": .json(request.body.contains(#""12""#) ? #"{"runs": [{"info": {"run_id": "r"}}]}"# : "{}")
      case "runs/get":
        .json(
          #"""
          {"run": {"info": {"run_id": "r", "run_name": "first", "status": "KILLED", "user_id": "ana",
          "start_time": 1700000000000, "end_time": "1700000005000", "lifecycle_stage": "active"},
          "data": {"metrics": [{"key": "b/loss", "value": 1}, {"key": "acc", "value": "NaN"}],
          "params": [{"key": "z", "value": "1"}, {"key": "lr", "value": "0.1"}],
          "tags": [{"key": "mlflow.parentRunId", "value": "p"}, {"key": "mlflow.note.content", "value": "**b**"},
          {"key": "mlflow.source.git.commit", "value": "abc"}]}}}
          """#)
      case "metrics/get-history" where request.query["metric_key"] == "b/loss":
        .json(
          #"""
          {"metrics": [{"key": "b/loss", "value": "NaN", "timestamp": "1700000000001", "step": "-3"},
          {"key": "b/loss", "value": NaN, "timestamp": 1700000000002, "step": 1},
          {"key": "b/loss", "value": "-Infinity"}, {"value": 1.7976931348623157e308, "timestamp": 5, "step": 2},
          {"value": "0.25", "timestamp": 6, "step": 3}, {"step": 4, "timestamp": 7}]}
          """#)
      default: nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.experiments.map(\.experiment.name) == ["frühe", "späte"])
    let experiment = contents.experiments[1].experiment
    #expect(experiment.note == "# Note")
    #expect(experiment.primaryMetric == "acc")
    #expect(experiment.created == Timestamp(milliseconds: 1_700_000_000_000))

    let run = try #require(contents.run("r"))
    #expect(run.header.name == "first")
    #expect(run.header.status == .canceled)
    #expect(run.header.statusText == "KILLED")
    #expect(run.header.user == "ana")
    #expect(run.header.end == Timestamp(milliseconds: 1_700_000_005_000))
    #expect(run.header.parent == "p")
    #expect(run.header.source.commit == "abc")
    #expect(run.header.parameters == [NamedValue("lr", "0.1"), NamedValue("z", "1")])
    #expect(run.note == "**b**")
    #expect(run.series.map(\.name) == ["acc", "b/loss"])
    let loss = run.series[1]
    #expect(loss.lastRule == .greatestStep)
    #expect(loss.steps == [-3, 1, 0, 2, 3, 4])
    #expect(loss.times == [1_700_000_000_001, 1_700_000_000_002, MetricSeries.noTime, 5, 6, 7])
    #expect(loss.values.map(\.description) == ["nan", "nan", "-inf", "inf", "0.25", "0.0"])
    #expect(contents.messages.isEmpty)
  }

  @Test("reads every list to its end, a page after the other")
  func readsPages() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      switch request.path {
      case "runs/search":
        switch request.body.contains("page_token") {
        case false: .json(#"{"runs": [{"info": {"run_id": "a"}}], "next_page_token": "t2"}"#)
        case true: .json(#"{"runs": [{"info": {"run_id": "b"}}], "next_page_token": ""}"#)
        }
      case "runs/get":
        .json(#"{"run": {"info": {}, "data": {"metrics": [{"key": "m"}]}}}"#)
      case "metrics/get-history":
        switch request.query["page_token"] {
        case nil: .json(#"{"metrics": [{"value": 1, "step": 1}], "next_page_token": "x/+="}"#)
        case "x/+=": .json(#"{"metrics": [{"value": 2, "step": 2}], "next_page_token": "end"}"#)
        default: .json(#"{"metrics": [{"value": 3, "step": 3}]}"#)
        }
      default: nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.loaded.keys.sorted() == ["a", "b"])
    #expect(contents.run("a")?.series.first?.values == [1, 2, 3])
    #expect(contents.run("b")?.header.id == "b")
    let sizes = server.requests.filter { $0.path == "metrics/get-history" }.map { $0.query["max_results"] }
    #expect(Set(sizes) == ["25000"])
  }

  @Test("ends a list when the server names the same next page again")
  func noticesRepeatedTokens() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      request.path == "metrics/get-history"
        ? .json(#"{"metrics": [{"value": 1, "step": 1}], "next_page_token": "again"}"#) : nil
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.run("r1")?.series.first?.values == [1, 1])
    #expect(
      contents.messages == [
        #"metrics/get-history?run_id=r1: metric "loss": the server names the same next page again"#
      ])
  }

  @Test("asks a very old server for its experiments in the old way")
  func readsOldServers() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      switch request.path {
      case "experiments/search": .status(404, body: "<html>")
      case "experiments/list": .json(#"{"experiments": [{"experiment_id": "0", "name": "Default"}]}"#)
      default: nil
      }
    }
    let server = fake.start()
    #expect(try ServerContents(server.address).experiments.map(\.experiment.name) == ["Default"])
    #expect(server.requests.first { $0.path == "experiments/list" }?.query["view_type"] == "ACTIVE_ONLY")
  }

  @Test("leaves out what is deleted unless it is asked for, also where the server does not")
  func leavesOutDeleted() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      let deleted = #""lifecycle_stage": "deleted""#
      return switch request.path {
      case "experiments/search":
        .json(#"{"experiments": [{"experiment_id": "1"}, {"experiment_id": "2", \#(deleted)}]}"#)
      case "runs/search":
        .json(
          request.body.contains(#"["1"]"#)
            ? #"{"runs": [{"info": {"run_id": "a", \#(deleted)}}, {"info": {"run_id": "b"}}]}"# : "{}")
      case "runs/get":
        .json(
          #"{"run": {"info": {"run_id": "\#(request.query["run_id"] ?? "")"\#(request.query["run_id"] == "a" ? ", " + deleted : "")}}}"#
        )
      default: nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.experiments.map(\.key) == ["1"])
    #expect(contents.loaded.keys.sorted() == ["b"])
    let all = try ServerContents(server.address, options: ReadingOptions(includesDeleted: true))
    #expect(all.experiments.map(\.experiment.isDeleted) == [false, true])
    #expect(all.run("a")?.header.isDeleted == true)
    #expect(server.requests.filter { $0.path == "runs/search" && $0.body.contains(#""ALL""#) }.count == 2)
  }

  @Test("lists the runs of the experiments that are wanted and of no others")
  func asksForWantedOnly() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      request.path == "experiments/search"
        ? .json(#"{"experiments": [{"experiment_id": "1", "name": "a"}, {"experiment_id": "2", "name": "b"}]}"#) : nil
    }
    let server = fake.start()
    let contents = try ServerContents(server.address, options: ReadingOptions(experiments: ["b"]))
    #expect(contents.experiments.map(\.runs.count) == [0, 1])
    #expect(server.requests.filter { $0.path == "runs/search" }.map { $0.body.contains(#"["2"]"#) } == [true])
  }

  @Test("knows a run that ended by what the server says of it, and no other")
  func fingerprints() throws {
    let server = FakeTracking().start()
    let store = try MLflowServerStore.open(server.address)
    let first = try #require(store.fingerprint(of: RunReference(key: "r1")))
    #expect(first.isSettled)
    #expect(try MLflowServerStore.open(server.address).fingerprint(of: RunReference(key: "r1")) == first)

    let changed = FakeTracking(runs: ["r1": ["loss", "more"]]).start()
    let second = try MLflowServerStore.open(changed.address).fingerprint(of: RunReference(key: "r1"))
    #expect(second != nil && second != first)

    let running = FakeTracking(ended: false).start()
    #expect(try MLflowServerStore.open(running.address).fingerprint(of: RunReference(key: "r1")) == nil)
  }

  @Test("takes no notice of the order in which a server gives tags")
  func fingerprintsWithoutOrder() {
    func print(_ tags: String) -> StructuredValue? {
      try? JSONReader.read(
        Array(#"{"info": {"status": "FINISHED", "end_time": 5}, "data": {"tags": [\#(tags)]}}"#.utf8))
    }
    let (a, b) = (#"{"key": "a", "value": "1"}"#, #"{"value": "2", "key": "b"}"#)
    let values = [print(a + "," + b), print(b + "," + a), print(a)].compactMap { $0 }
    let prints = values.map { RunContent.fingerprint(of: $0, now: 1_000_000)?.fingerprint }
    #expect(prints.count == 3 && prints[0] != nil)
    #expect(prints[0] == prints[1])
    #expect(prints[0] != prints[2])
  }

  @Test("lists files in folders, fetches none and takes no path that leads elsewhere")
  func listsFiles() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      guard request.path == "artifacts/list" else { return nil }
      return switch request.query["path"] {
      case nil:
        .json(
          #"""
          {"files": [{"path": "model", "is_dir": true}, {"path": "train.log", "is_dir": false, "file_size": "12"},
          {"path": "../../etc/passwd", "file_size": 1}, {"path": "/etc/passwd", "file_size": 1},
          {"path": "model/stray", "file_size": 1}, {"path": 7}]}
          """#)
      case "model":
        .json(#"{"files": [{"path": "model/a b.pkl", "file_size": 5}, {"path": "model", "is_dir": true}]}"#)
      default: .status(500)
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    let files = try #require(contents.run("r1")).files
    #expect(files.map(\.path) == ["model/a b.pkl", "train.log"])
    #expect(files.map(\.size) == [5, 12])
    #expect(files.map(\.role) == [.output, .log])
    #expect(files.allSatisfy { $0.obstacle == .remote })
    #expect(
      contents.messages == [
        "artifacts/list?run_id=r1: files left out whose paths are none of this run: 1",
        "artifacts/list?run_id=r1: files left out whose paths are none of this run: 4",
      ])
  }

  @Test("stops asking a server for files that refuses to list them, and reads the runs")
  func leavesFilesOut() throws {
    var fake = FakeTracking(runs: Dictionary(uniqueKeysWithValues: (0..<20).map { ("r\($0)", ["loss"]) }))
    fake.special = { request, _ in
      request.path == "artifacts/list" ? .status(500, body: #"{"message": "no credentials for s3"}"#) : nil
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.loaded.values.count { $0.run?.series.count == 1 && $0.isSettled } == 20)
    // Those under way when the third refusal comes are asked still.
    #expect(server.requests.count { $0.path == "artifacts/list" } < 15)
    #expect(contents.messages.first?.hasSuffix("the server failed (HTTP 500): no credentials for s3") == true)
    #expect(contents.loaded.values.flatMap(\.diagnostics).allSatisfy { $0.severity == .note })
  }

  @Test("goes on where types are wrong, and says so once with the address")
  func survivesWrongTypes() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      switch request.path {
      case "runs/get":
        .json(
          #"""
          {"run": {"info": {"run_id": "r1", "status": [], "start_time": "soon", "user_id": {}},
          "data": {"metrics": [{"key": "loss"}, {"key": "loss"}, 7], "params": {"a": 1},
          "tags": [{"value": "x"}, {"key": "t", "value": 5}]}}}
          """#)
      case "metrics/get-history":
        .json(#"{"metrics": [{"value": "many"}, {"value": 1, "step": 1.5}, {"value": 2, "step": 7}, null]}"#)
      default: nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    let run = try #require(contents.run("r1"))
    #expect(run.series.map(\.values) == [[2]])
    #expect(run.header.tags == [NamedValue("t", "5")])
    #expect(
      contents.messages == [
        #"metrics/get-history?run_id=r1: metric "loss": items that hold no value, left out: 3, the first one {"value": "many"}"#,
        #"runs/get?run_id=r1: "params" should be a list, found {"a": 1}"#,
        #"runs/get?run_id=r1: "start_time" should be a whole number, found "soon""#,
        #"runs/get?run_id=r1: "status" should be a text, found []"#,
        #"runs/get?run_id=r1: "user_id" should be a text, found {}"#,
        #"runs/get?run_id=r1: an item of "tags" has no key and is left out"#,
      ])
  }

  @Test("hands over a batch of more runs than there are threads, each once")
  func readsBatches() throws {
    let ids = (0..<100).map { "r\($0)" }
    let server = FakeTracking(runs: Dictionary(uniqueKeysWithValues: ids.map { ($0, ["a", "b", "c"]) })).start()
    let contents = try ServerContents(server.address)
    #expect(contents.loaded.keys.sorted() == ids.sorted())
    #expect(contents.loaded.values.allSatisfy { $0.run?.series.map(\.name) == ["a", "b", "c"] })
    #expect(contents.messages.isEmpty)
  }
}

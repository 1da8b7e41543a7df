import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Sacred runs")
struct SacredRunTests {
  static let run = #"""
    {"artifacts": ["model.pt"], "command": "main",
     "experiment": {"mainfile": "train.py", "name": "demo",
       "repositories": [{"url": "git@x", "commit": "abc", "dirty": true}],
       "sources": [["pkg/train.py", "_sources/train_1.py"], ["../evil.py", "../../evil_2.py"]]},
     "fail_trace": ["Traceback\n", "ValueError: boom\n"], "heartbeat": "2020-01-01T00:00:02",
     "host": {"ENV": {"TOKEN": "secret", "SLURM_JOB_NODELIST": "n[1-2]", "SLURM_JOB_PARTITION": "gpu"}, "cpu": "EPYC", "gpus": null, "hostname": "vm", "os": ["Linux", "6.1"]},
     "meta": {"command": "main", "named_configs": ["fast"], "options": {"--comment": "a *note*", "UPDATE": ["lr=1"]}},
     "resources": [["/data/d.csv", "/home/x/runs/_resources/d_3.csv"]],
     "result": 0.9, "start_time": "2020-01-01T00:00:00.250000", "status": "FAILED", "stop_time": "2020-01-01T00:00:03"}
    """#

  @Test("have every field of run.json and config.json")
  func fields() throws {
    let found = try FoundStore([
      "runs/1/run.json": Self.run, "runs/1/cout.txt": "x", "runs/1/model.pt": "xy", "runs/_sources/train_1.py": "x",
      "runs/_resources/d_3.csv": "x", "evil_2.py": "x",
      "runs/1/config.json":
        #"{"lr": 0.1, "nested": {"a": [1, 2], "b": null, "c": {}}, "seed": 7, "np": {"py/object": "numpy.float64", "value": 2.5}, "arr": {"py/object": "numpy.ndarray", "values": [1, {"py/tuple": [2]}]}, "u": "https://a?sig=s"}"#,
    ])
    let store = try found.store()
    #expect(store.experiments(reporting: found.diagnostics).map(\.experiment.name) == ["demo"])
    #expect(store.folders == [found.folder.path + "/runs/1"])
    let run = try found.run()
    let header = run.header
    #expect(header.id == "1" && header.name == "" && header.status == .failed && header.statusText == nil)
    #expect(header.start == Timestamp(milliseconds: 1_577_836_800_250))
    #expect(header.end == Timestamp(milliseconds: 1_577_836_803_000))
    #expect(header.heartbeat == Timestamp(milliseconds: 1_577_836_802_000))
    #expect(
      header.computeTarget == "gpu" && header.script == "train.py" && header.arguments == ["main", "with", "lr=1"])
    #expect(header.source == SourceRevision(repository: "git@x", commit: "abc", isDirty: true))
    #expect(header.error == "Traceback\nValueError: boom")
    #expect(header.nodes == ["n1", "n2"])
    #expect(run.note == "a *note*")
    #expect(
      header.parameters == [
        NamedValue("arr", "[1, [2]]"), NamedValue("lr", "0.1"), NamedValue("nested.a", "[1, 2]"),
        NamedValue("nested.b", "null"),
        NamedValue("nested.c", "{}"), NamedValue("np", "2.5"), NamedValue("seed", "7"), NamedValue("u", "https://a"),
      ])
    #expect(
      header.tags == [
        NamedValue("command", "main"), NamedValue("host.cpu", "EPYC"), NamedValue("host.hostname", "vm"),
        NamedValue("host.os", "Linux 6.1"), NamedValue("named_configs", "fast"), NamedValue("result", "0.9"),
      ])
    #expect(
      run.files.map { "\($0.path) \($0.role) \($0.size)" } == [
        "cout.txt log 1", "model.pt output 2", "resources/d.csv other 1", "sources/pkg/train.py other 1",
      ])
    #expect(found.messages == [])
  }

  @Test(
    "have a state for each of Sacred's words",
    arguments: [
      ("QUEUED", RunStatus.queued, nil), ("RUNNING", .running, nil), ("COMPLETED", .completed, nil),
      ("INTERRUPTED", .canceled, "INTERRUPTED"), ("TIMEOUT", .canceled, "TIMEOUT"), ("FAILED", .failed, nil),
      ("MY_OWN", .unknown, "MY_OWN"),
    ] as [(String, RunStatus, String?)])
  func states(word: String, status: RunStatus, text: String?) throws {
    let json = #"{"experiment": {"name": "x"}, "command": "main", "status": "\#(word)"}"#
    let header = try FoundStore(["1/run.json": json]).run().header
    #expect(header.status == status && header.statusText == text)
  }

  @Test("have the series of metrics.json and of info.json, NaN and numpy numbers included")
  func series() throws {
    let found = try FoundStore([
      "1/run.json": Self.run,
      "1/metrics.json": #"""
      {"loss": {"steps": [0, 1, 2], "timestamps": ["2020-01-01T00:00:00", "2020-01-01T00:00:01.5"], "values": [1, NaN, 3]},
       "acc": {"steps": [0, 5], "timestamps": [], "values": [-Infinity, {"py/object": "numpy.float32", "value": 0.5}]},
       "odd": {"steps": [0, 1.5], "timestamps": [], "values": ["x", 1]}, "both": {"steps": [1], "values": [1]},
       "bad": 3, "empty": {"steps": [], "timestamps": [], "values": []}}
      """#,
      "1/info.json": #"""
      {"return_mean": [1, 2.5, 3], "return_mean_T": [10, 20], "both": [9], "both_T": [9],
       "grad": [{"py/reduce": [1]}], "grad_T": [{"py/object": "numpy.int64", "value": 4}],
       "history": [1, 2], "extra": {"k": "v", "n": 1}, "lonely_T": [1]}
      """#,
    ])
    let run = try found.run()
    #expect(
      run.series.map { "\($0.name) \($0.steps) \($0.values)" } == [
        "acc [0, 5] [-inf, 0.5]", "both [1] [1.0]", "grad [4] [nan]", "loss [0, 1] [1.0, nan]",
        "return_mean [10, 20] [1.0, 2.5]",
      ])
    #expect(run.series[3].times == [1_577_836_800_000, 1_577_836_801_500])
    #expect(run.series[0].times == [MetricSeries.noTime, MetricSeries.noTime])
    #expect(run.records.map { "\($0.name) \($0.kind)" } == ["info.history list", "info.lonely_T list"])
    #expect(
      run.header.tags.filter { $0.name.hasPrefix("info.") } == [
        NamedValue("info.extra.k", "v"), NamedValue("info.extra.n", "1"),
      ])
    #expect(
      found.messages == [
        "1/info.json: values pickled by Python, such as tensors, cannot be read and are shown as NaN: 1",
        "1/metrics.json: metrics whose lists differ in length are read as far as the shortest list: 1",
        "1/metrics.json: metrics without \"steps\" and \"values\" are left out: 1",
        "1/metrics.json: values that are no numbers, or have no whole number as step, are left out: 2",
      ])
  }

  @Test("show a result that is more than one value as a record")
  func results() throws {
    func run(_ result: String) throws -> Run {
      try FoundStore(["1/run.json": #"{"experiment": {}, "command": "m", "result": \#(result)}"#]).run()
    }
    #expect(try run("[1, 2]").records.map(\.kind) == [.list])
    let row = try run(#"{"acc": 1, "by": {"class": 2}}"#)
    #expect(row.records.first?.data == .object([.init("acc", .integer(1)), .init("by.class", .integer(2))]))
    #expect(try run("null").header.tags == [NamedValue("command", "m")])
    #expect(try run(#"{"py/object": "numpy.float64", "value": 0.5}"#).header.tags.last == NamedValue("result", "0.5"))
  }

  @Test("come in the order of their numbers, nested ids and a root that is a run included")
  func order() throws {
    let json = #"{"experiment": {"name": "x"}, "command": "main"}"#
    let found = try FoundStore([
      "10/run.json": json, "9/run.json": json, "group/3/run.json": json, "_sources/a.py": "x",
      "named/run.json": #"{"experiment": {}, "command": "main"}"#,
    ])
    let listings = try found.store().experiments(reporting: found.diagnostics)
    #expect(listings.map { $0.runs.map(\.key) }.contains(["9", "10", "group/3"]))
    #expect(listings.count == 2)
    #expect(try found.runs(at: "/10").keys.sorted() == ["."])
    #expect(try found.store(at: "/10").folders == [])
  }

  @Test("are read of any beginning of their files")
  func cut() throws {
    let whole = Array(Self.run.utf8)
    let metrics = Array(#"{"loss": {"steps": [0], "timestamps": ["2020-01-01T00:00:00"], "values": [1]}}"#.utf8)
    for length in 0..<metrics.count {
      let found = try FoundStore(["1/config.json": "{}", "1/cout.txt": ""])
      try found.folder.write(Array(whole.prefix(length * 13)), to: "1/run.json")
      try found.folder.write(Array(metrics.prefix(length)), to: "1/metrics.json")
      // Less than its first key does not tell whose file it is, unless nothing is there at all.
      guard length == 0 || length * 13 > 12 else { continue }
      let run = try found.run()
      #expect(run.header.id == "1" && run.series == [])
      #expect(found.messages.count == (length * 13 < whole.count ? 2 : 1))
    }
  }

  @Test(
    "survive hostile files",
    arguments: [
      "", "null", "[1]", "{", String(repeating: "{\"a\":", count: 50_000), #"{"loss": {"steps": {}, "values": 1}}"#,
      #"{"loss": {"steps": [1e300, -9223372036854775808], "values": [1, 2]}}"#, "\u{FEFF}{}", "\u{0}",
      #"{"a": [[[]]], "a_T": [null], "": [1], "_T": [1]}"#,
    ])
  func hostile(text: String) throws {
    let found = try FoundStore([
      "1/run.json": Self.run, "1/metrics.json": text, "1/info.json": text, "1/config.json": text,
    ])
    _ = try found.run()
    let other = try FoundStore(["1/run.json": text, "1/config.json": "{}", "1/cout.txt": ""])
    _ = try? other.runs()
  }

  @Test("follow no link and wait for no FIFO")
  func links() throws {
    let found = try FoundStore(["runs/1/run.json": Self.run, "secret.json": #"{"lr": 1}"#])
    let folder = found.folder.path
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/runs/1/config.json", withDestinationPath: folder + "/secret.json")
    #expect(mkfifo(folder + "/runs/1/metrics.json", 0o600) == 0)
    try FileManager.default.createSymbolicLink(atPath: folder + "/runs/_sources", withDestinationPath: "/etc")
    let run = try found.run()
    #expect(run.header.parameters == [] && run.files == [])
    #expect(
      found.messages == [
        "runs/1/config.json: symbolic link, not followed", "runs/1/metrics.json: is not a regular file",
      ])
  }
}

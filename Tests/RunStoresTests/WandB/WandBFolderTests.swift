import Diagnostics
import FileAccess
import Foundation
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("Run folders of Weights & Biases")
struct WandBFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ below: String = "") throws -> WandBReading.Contents { try WandBReading.read(folder.path + below) }

  private func write(_ name: String, _ build: (inout RecordFile) -> Void) throws {
    try folder.write(RecordFile(build).bytes, to: name)
  }

  private func simple(_ id: String, project: String? = "p", start: UInt64 = 1_700_000_000, x: Int = 1) -> RecordFile {
    RecordFile {
      $0.run(id, project: project, start: start)
      $0.row(0, ["x": "\(x)"])
      $0.exit()
    }
  }

  private let first = "wandb/run-20260101_100000-a1"

  @Test("runs are sorted into their projects; those without one go by the folder around wandb")
  func projects() throws {
    try folder.write(simple("a1").bytes, to: "work/\(first)/run-a1.wandb")
    try folder.write(simple("a2").bytes, to: "work/wandb/offline-run-20260101_090000-a2/run-a2.wandb")
    try folder.write(simple("a3", project: nil).bytes, to: "work/wandb/run-20260101_090000-a3/run-a3.wandb")
    let contents = try read()
    #expect(contents.experiments.map(\.experiment.name) == ["work", "p"])
    #expect(contents.runs.map(\.header.id) == ["a3", "a2", "a1"])
    #expect(contents.messages == [])
    #expect(Set(contents.experiments.flatMap(\.runs)).count == 3)
  }

  @Test("each sweep that runs name is a run of its own, their parent, begun with the first of them")
  func sweeps() throws {
    for (number, sweep) in ["s1", "s1", "s2", nil].enumerated() {
      try write("wandb/run-20260101_10000\(number)-a\(number)/run-a\(number).wandb") {
        $0.run("a\(number)", start: 1_700_000_000 + UInt64(number)) { if let sweep { $0.text(12, sweep) } }
        $0.row(0, ["x": "1"])
        $0.exit()
      }
    }
    let contents = try read()
    #expect(contents.runs.map(\.header.id) == ["a0", "a1", "a2", "a3", "s1", "s2"])
    #expect(contents.runs.map(\.header.parent) == ["s1", "s1", "s2", nil, nil, nil])
    let sweeps = contents.runs.filter { $0.header.kind == .sweep }
    #expect(sweeps.map(\.header.name) == ["sweep s1", "sweep s2"])
    #expect(sweeps.map(\.header.start?.milliseconds) == [1_700_000_000_000, 1_700_000_002_000])
    #expect(contents.messages == [] && sweeps.allSatisfy { $0.series.isEmpty && $0.files.isEmpty })
    #expect(Set(contents.experiments.flatMap(\.runs)).count == 6)
    // A run that is called as the sweep is stays the only one of that id.
    try write("other/wandb/run-20260101_110000-s1/run-s1.wandb") {
      $0.run("s1")
      $0.exit()
    }
    #expect(try read().runs.count { $0.header.id == "s1" } == 1)
  }

  @Test("latest-run is not counted again, be it a link or a copy")
  func latestRun() throws {
    let bytes = simple("a1").bytes
    try folder.write(bytes, to: "\(first)/run-a1.wandb")
    try folder.write(bytes, to: "wandb/latest-run.40280/run-a1.wandb")
    try folder.write(["wandb/latest-run.1/files/wandb-summary.json": #"{"x": 3}"#])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/wandb/latest-run", withDestinationPath: folder.path + "/" + first)
    let contents = try read()
    #expect(contents.runs.count == 1)
    #expect(contents.runs.first?.series("x")?.values == [1])
    #expect(contents.messages == [])
  }

  @Test("of two copies the one with more records counts")
  func copies() throws {
    let whole = simple("a1")
    try folder.write(Array(whole.bytes.prefix(whole.starts[1])), to: "\(first)/run-a1.wandb")
    try folder.write(whole.bytes, to: "backup/run-20260101_100000-a1/run-a1.wandb")
    #expect(try read().runs.map { $0.series("x")?.values } == [[1]])
  }

  @Test("neither the start alone nor the time in the name alone makes a copy")
  func noCopies() throws {
    for (number, name) in ["node0/run-20260101_100000-a1", "node0/run-20260101_110000-a1"].enumerated() {
      try write("\(name)/run-a1.wandb") {
        $0.run("a1")
        $0.row(UInt64(number), ["x": "1"])
      }
    }
    try write("node1/run-20260101_100000-a1/run-a1.wandb") {
      $0.run("a1", start: 1_700_000_001)
      $0.row(2, ["x": "1"])
    }
    #expect(try read().runs.map { $0.series("x")?.steps } == [[0, 1, 2]])
  }

  @Test("folders of one id are one run: later values of a step count, the end is that of the last")
  func resumed() throws {
    try write("\(first)/run-a1.wandb") {
      $0.run("a1") { $0.message(4) { $0.items(1, ["a": "1", "b": "1"]) } }
      for step in 0..<4 { $0.row(UInt64(step), ["x": "\(step)", "early": "1"]) }
      $0.printed("one")
      $0.exit(3)
    }
    try write("wandb/run-20260102_100000-a1/run-a1.wandb") {
      $0.run("a1", start: 1_700_090_000) { $0.message(4) { $0.items(1, ["a": "2"]) } }
      for step in 2..<5 { $0.row(UInt64(step), ["x": "\(10 * step)"]) }
      $0.printed("two")
    }
    try folder.write(["\(first)/files/model.bin": "m", "wandb/run-20260102_100000-a1/files/model.bin": "n"])
    let contents = try read()
    let run = try #require(contents.runs.first)
    #expect(contents.runs.count == 1)
    #expect(run.series("x")?.steps == [0, 1, 2, 3, 4])
    #expect(run.series("x")?.values == [0, 1, 20, 30, 40])
    #expect(run.series("early")?.count == 4)
    #expect(run.parameter("a") == "2" && run.parameter("b") == "1")
    #expect(run.header.status == .running && run.header.error == nil)
    #expect(run.header.start?.milliseconds == 1_700_000_000_000)
    let paths = [first, "wandb/run-20260102_100000-a1"].flatMap { [$0 + "/files/model.bin", $0 + "/output.log"] }
    #expect(run.files.map(\.path) == paths)
  }

  @Test("a run known only by its files has its last values, one point each, and says so")
  func filesOnly() throws {
    try folder.write([
      "\(first)/files/wandb-summary.json":
        #"{"loss": 0.5, "bad": "NaN", "_step": 9, "_timestamp": 1700000000.5, "val": {"f1": 1}, "h": {"_type": "histogram", "n": 2}, "_wandb": {"runtime": 3}}"#,
      "\(first)/files/config.yaml": """
      wandb_version: 1

      _wandb:
        desc: null
        value:
          cli_version: 0.15.0
      lr:
        desc: null
        value: 0.001
      net:
        desc: null
        value:
          layers: [1, 2]
          name: small
      """,
      "\(first)/files/wandb-metadata.json":
        #"{"host": "h", "username": "u", "program": "t.py", "args": ["-v"], "email": "me@example.org", "startedAt": "2023-11-14T22:13:20.5", "git": {"remote": "r", "commit": "c"}, "slurm": {"job_nodelist": "h[1-2]", "job_id": "7", "odd": [1]}}"#,
      "\(first)/files/output.log": "hello\n", "\(first)/logs/debug.log": "fine",
      "\(first)/logs/debug-internal.log": "settings: {'email': 'me@example.org', 'x': 1}",
    ])
    let contents = try read()
    let run = try #require(contents.runs.first)
    #expect(run.header.id == "a1" && run.header.status == .unknown)
    #expect(run.series.map(\.name) == ["bad", "loss", "val.f1"])
    #expect(run.series("loss")?.steps == [9] && run.series("loss")?.times == [1_700_000_000_500])
    #expect(run.header.parameters.map(\.name) == ["lr", "net.layers", "net.name"])
    #expect(run.parameter("lr") == "0.001" && run.parameter("net.layers") == "[1, 2]")
    #expect(run.header.user == "u" && run.header.computeTarget == "h" && run.header.script == "t.py")
    #expect(run.header.source.commit == "c" && run.header.start?.milliseconds == 1_700_000_000_500)
    #expect(run.header.nodes == ["h1", "h2"] && run.tag("slurm_job_id") == "7")
    #expect(run.files.map(\.path) == ["files/output.log", "logs/debug.log"])
    #expect(run.files.map(\.role) == [.log, .systemLog])
    #expect(
      contents.messages == [
        "/\(first): has no history here, only last values: each metric is one point",
        "/\(first)/logs/debug-internal.log: holds the user's e-mail address and is left out",
      ])
  }

  @Test("images and tables are shown where their files are")
  func media() throws {
    try write("\(first)/run-a1.wandb") {
      $0.run("a1")
      $0.row(0, ["img": #"{"_type": "image-file", "path": "media/images/a.png", "caption": "c"}"#])
      $0.row(1, ["gone": #"{"_type": "image-file", "path": "media/images/b.png"}"#])
      $0.row(1, ["out": #"{"_type": "image-file", "path": "../../secret.png"}"#])
      $0.row(
        2, ["two": #"{"_type": "images/separated", "filenames": ["media/images/a.png", 3, "media\\images\\a.png"]}"#])
      $0.add(2) {
        $0.nested(1, ["t", "path"], #""media/table/t.table.json""#)
        $0.nested(1, ["t", "_type"], #""table-file""#)
      }
    }
    try folder.write([
      "\(first)/files/media/images/a.png": "png", "wandb/secret.png": "no",
      "\(first)/files/media/table/t.table.json": #"{"columns": ["a", 2], "data": [[1, "x"], [NaN], 5]}"#,
    ])
    let run = try #require(try read().runs.first)
    #expect(run.records.map(\.name) == ["img", "two", "two", "t"])
    #expect(run.records[0].data["path"] == .string("files/media/images/a.png"))
    #expect(run.records[0].data["caption"] == .string("c"))
    #expect(run.records[3].data["2"] == .list([.string("x"), .null]))
    #expect(run.files.allSatisfy { $0.role == .output && !$0.path.contains("..") })
  }

  @Test("a folder under any name, a file by itself, several files in one folder")
  func places() throws {
    try folder.write(simple("a1").bytes, to: "copied/run-a1.wandb")
    try folder.write(["copied/files/model.bin": "m"])
    try folder.write(simple("b1").bytes, to: "loose/run-b1.wandb")
    try folder.write(simple("b2").bytes, to: "loose/other.wandb")
    #expect(try read("/copied").runs.map(\.files.count) == [1])
    #expect(try read("/copied/run-a1.wandb").runs.map(\.files.count) == [0])
    #expect(try read("/loose").runs.map(\.header.id).sorted() == ["b1", "b2"])
    #expect(try read().runs.count == 3)
  }

  @Test("the goal of a metric becomes its direction")
  func directions() throws {
    try write("\(first)/run-a1.wandb") {
      $0.run("a1")
      $0.add(12) {
        $0.text(1, "loss"); $0.message(7) { $0.varint(1, 1) }
      }
      $0.add(12) {
        $0.text(1, "acc"); $0.varint(8, 2)
      }
      $0.add(12) {
        $0.text(1, "both");
        $0.message(7) {
          $0.varint(1, 1); $0.varint(2, 1)
        }
      }
      $0.add(12) {
        $0.text(2, "val/*"); $0.text(4, "epoch"); $0.varint(8, 2)
      }
      $0.row(0, ["loss": "1"])
    }
    let metrics = try #require(try read().experiments.first).experiment.metrics
    #expect(metrics.mapValues(\.direction) == ["loss": .lower, "acc": .higher])
  }

  @Test("a changed file changes the run's fingerprint, and reading leaves the store as it is")
  func fingerprints() throws {
    try folder.write(simple("a1").bytes, to: "\(first)/run-a1.wandb")
    let before = try folder.contents()
    let place = StorePlace(shown: "s", path: folder.path, content: .runFolders([first]))
    let store = try WandBFormat().open(place, options: ReadingOptions())
    let run = try #require(store.experiments(reporting: .init()).first?.runs.first)
    let fingerprint = try #require(store.fingerprint(of: run))
    _ = store.load(run, reporting: .init())
    #expect(store.fingerprint(of: run)?.fingerprint == fingerprint.fingerprint)
    #expect(try folder.contents() == before)
    try folder.write(simple("a1", x: 22).bytes, to: "\(first)/run-a1.wandb")
    #expect(store.fingerprint(of: run)?.fingerprint != fingerprint.fingerprint)
    #expect(store.folders == [folder.path + "/" + first])
    #expect(store.fingerprint(of: RunReference(key: "none")) == nil)
  }

  @Test("old and new wandb's empty or foreign files cost a message, no run")
  func brokenFiles() throws {
    try folder.write(["\(first)/run-a1.wandb": "", "wandb/run-20260102_100000-a2/run-a2.wandb": "hello"])
    try folder.write(["\(first)/files/wandb-summary.json": "[1", "\(first)/files/config.yaml": "a: [\n- b: c: d"])
    try folder.write(["\(first)/files/wandb-metadata.json": #"{"host": 5, "args": "x", "git": 3}"#])
    mkfifo(folder.path + "/wandb/run-20260102_100000-a2/pipe.wandb", 0o644)
    let contents = try read()
    #expect(contents.runs.map(\.header.id) == ["a1", "a2"])
    #expect(contents.runs.allSatisfy { $0.series.isEmpty && $0.header.status == .unknown })
    #expect(contents.messages.contains("/\(first)/run-a1.wandb: is empty"))
    #expect(contents.messages.contains { $0.contains("a2/run-a2.wandb: is no file of W&B's records") })
    #expect(contents.messages.contains { $0.contains("config.yaml") })
    #expect(contents.messages.contains { $0.contains("wandb-summary.json:1: the file is cut short") })
    #expect(contents.warningCount == 5)
  }

  @Test("links do not lead out of a run")
  func links() throws {
    try folder.write(["secret/wandb-summary.json": #"{"stolen": 1}"#, "secret/config.yaml": "stolen: 1"])
    try folder.write(simple("z").bytes, to: "secret/run-z.wandb")
    try folder.write(["\(first)/run-a1.wandb": ""])
    for (name, target) in [("files", "secret"), ("run-b.wandb", "secret/run-z.wandb")] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder.path)/\(first)/\(name)", withDestinationPath: "\(folder.path)/\(target)")
    }
    let runs = try read("/wandb").runs
    #expect(runs.count == 1)
    #expect(runs.allSatisfy { $0.series.isEmpty && $0.header.parameters.isEmpty && $0.files.isEmpty })
  }
}

import RunModel
import RunStores
import Testing

@Suite("Runs of an MLflow file store")
struct MLflowRunTests {
  private let store = TemporaryStore()

  init() { store.experiment("1") }

  private func run(_ key: String = "1/run1") throws -> Run { try #require(store.read().runs[key]) }

  @Test("carry what their metadata says")
  func metadata() throws {
    store.run("run1", more: "run_name: first\nend_time: 2500\nlifecycle_stage: active\ntags: []\nsource_name: ''\n")
    let header = try run().header
    #expect(header.id == "run1")
    #expect(header.name == "first")
    #expect(header.status == .completed)
    #expect(header.start == Timestamp(milliseconds: 1000))
    #expect(header.end == Timestamp(milliseconds: 2500))
    #expect(header.user == "ana")
    #expect(!header.isDeleted)
  }

  @Test(
    "have the status their metadata numbers, running where it is missing",
    arguments: [
      ("status: 1", RunStatus.running, nil), ("status: 2", .queued, "SCHEDULED"), ("status: 3", .completed, nil),
      ("status: 4", .failed, nil), ("status: 5", .canceled, "KILLED"), ("status: null", .running, nil),
      ("", .running, nil), ("status: 9", .unknown, "9"),
    ])
  func status(line: String, status: RunStatus, text: String?) throws {
    store.write("1/run1/meta.yaml", "experiment_id: '1'\nrun_id: run1\n\(line)\nend_time: null\n")
    let header = try run().header
    #expect(header.status == status)
    #expect(header.statusText == text)
    #expect(header.end == nil)
  }

  @Test("fill the header from MLflow's own tags, which stay among the tags")
  func tags() throws {
    store.run()
    let tags = [
      "mlflow.runName": "named", "mlflow.user": "eva", "mlflow.parentRunId": "run0", "mlflow.source.name": "train.py",
      "mlflow.source.git.commit": "abc", "mlflow.source.git.branch": "main", "mlflow.source.git.repoURL": "git@host:r",
      "mlflow.source.git.dirty": "True", "mlflow.note.content": "*note*", "mlflow.databricks.cluster.id": "c-1",
      "experiment copy": "x",
    ]
    for (name, value) in tags { store.write("1/run1/tags/\(name)", value) }
    let read = try run()
    #expect(read.header.name == "named")
    #expect(read.header.user == "eva")
    #expect(read.header.parent == "run0")
    #expect(read.header.script == "train.py")
    #expect(
      read.header.source == SourceRevision(repository: "git@host:r", branch: "main", commit: "abc", isDirty: true))
    #expect(read.header.computeTarget == "c-1")
    #expect(read.note == "*note*")
    #expect(read.header.tags.count == tags.count)
    #expect(read.header.tags.allSatisfy { tags[$0.name] == $0.value })
  }

  @Test("take the name of the metadata before that of the tag")
  func name() throws {
    store.run("run1", more: "run_name: new\n")
    store.write("1/run1/tags/mlflow.runName", "old")
    store.run("run2")
    let contents = store.read()
    #expect(contents.runs["1/run1"]?.header.name == "new")
    #expect(contents.runs["1/run2"]?.header.name == "")
  }

  @Test("keep parameters as they are: nested names, line ends, nothing, bytes that are no text")
  func parameters() throws {
    store.run()
    store.write("1/run1/params/lr", "0.1\r\n")
    store.write("1/run1/params/empty", "")
    store.write("1/run1/params/model/depth", "18")
    store.write("1/run1/params/model-x", "\u{1F680} <b>")
    store.write("1/run1/params/\u{1}odd\n", bytes: [0x61, 0xFF, 0x62])
    store.write("1/run1/params/.DS_Store", "litter")
    #expect(
      try run().header.parameters == [
        NamedValue("\u{1}odd\n", "a\u{FFFD}b"), NamedValue("empty", ""), NamedValue("lr", "0.1\r\n"),
        NamedValue("model-x", "\u{1F680} <b>"), NamedValue("model/depth", "18"),
      ])
  }

  @Test("marked as deleted are read on request only")
  func deleted() {
    store.run("run1", more: "lifecycle_stage: deleted\ndeleted_time: 5\n")
    let without = store.read()
    #expect(without.runs.isEmpty)
    #expect(without.messages == [])
    #expect(store.read(includingDeleted: true).runs["1/run1"]?.header.isDeleted == true)
  }

  @Test("are folders with metadata outside the reserved ones; git drops the empty folders of the others")
  func folders() {
    store.run("run1")
    for name in ["tags", "datasets", "traces", "models"] { store.run(name) }
    store.folder("1/empty")
    store.write("1/broken/metrics/loss", "1 2 3\n")
    let contents = store.read()
    #expect(contents.runs.keys.sorted() == ["1/run1"])
    #expect(contents.messages == ["mlruns/1/broken: has metrics but no meta.yaml, so it is left out"])
  }

  @Test("of another experiment are left out with a warning, as MLflow does")
  func mismatch() {
    store.run("run1", in: "2", folder: "1")
    let contents = store.read()
    #expect(contents.runs.isEmpty)
    #expect(
      contents.messages == [
        "mlruns/1/run1/meta.yaml: experiment_id is \"2\" in the folder of experiment \"1\", so the run is left out"
      ])
  }

  @Test("written before run_id take their id from run_uuid, else from the folder")
  func oldIds() throws {
    store.write("1/a/meta.yaml", "experiment_id: 1\nrun_uuid: a\nstatus: 3\n")
    store.write("1/b/meta.yaml", "experiment_id: 1\nstatus: 3\n")
    #expect(try run("1/a").header.id == "a")
    #expect(try run("1/b").header.id == "b")
  }

  enum Damage: CaseIterable {
    case empty, cut, binary, huge, nested, folder

    var bytes: [UInt8]? {
      switch self {
      case .empty: []
      case .cut: Array("experiment_id: '1'\nlifecycle_st".utf8)
      case .binary: [0, 0xFE, 0x0A, 0x80]
      case .huge: [UInt8](repeating: 0x61, count: 10 << 20)
      case .nested: Array(String(repeating: "- ", count: 40_000).utf8)
      case .folder: nil
      }
    }
  }

  @Test("keep their numbers when their metadata is damaged", arguments: Damage.allCases)
  func damagedMetadata(damage: Damage) throws {
    if let bytes = damage.bytes {
      store.write("1/run1/meta.yaml", bytes: bytes)
    } else {
      store.folder("1/run1/meta.yaml")
    }
    store.write("1/run1/metrics/loss", "1 0.5 0\n")
    let contents = store.read()
    let run = try #require(contents.runs["1/run1"])
    #expect(run.header.id == "run1")
    #expect(run.header.status == .unknown)
    #expect(run.series.map(\.values) == [[0.5]])
    #expect(contents.messages.count == 1)
    #expect(contents.messages.first?.hasPrefix("mlruns/1/run1/meta.yaml:") == true, "\(contents.messages)")
  }

  @Test("list their artifacts with size, role and obstacle, in the order of paths")
  func artifacts() throws {
    store.run()
    store.write("1/run1/artifacts/model/weights.bin", "12345")
    store.write("1/run1/artifacts/logs/train.txt", "log")
    store.write("1/run1/artifacts/model.txt", "")
    store.link("1/run1/artifacts/model/loop", to: "..")
    store.link("1/run1/artifacts/passwd", to: "/etc/passwd")
    store.fifo("1/run1/artifacts/pipe")
    let files = try run().files
    #expect(
      files.map(\.path) == ["logs/train.txt", "model.txt", "model/loop", "model/weights.bin", "passwd", "pipe"])
    #expect(files.map(\.size) == [3, 0, 0, 5, 0, 0])
    #expect(files.map(\.obstacle) == [nil, nil, .symbolicLink, nil, .symbolicLink, .notRegular])
    #expect(files.map(\.role) == [.log, .output, .output, .output, .output, .output])
    #expect(files.first?.location == store.path + "/1/run1/artifacts/logs/train.txt")
  }

  @Test("read nothing through symbolic links and FIFOs, and say so")
  func links() throws {
    store.run()
    store.write("secret", "s")
    store.folder("1/run1/params")
    store.folder("1/run1/metrics")
    store.link("1/run1/params/stolen", to: store.path + "/secret")
    store.link("1/run1/metrics/loop", to: "../metrics")
    store.link("1/run1/tags", to: "params")
    store.link("1/run1/artifacts", to: "/etc")
    store.fifo("1/run1/metrics/pipe")
    let contents = store.read()
    let run = try #require(contents.runs["1/run1"])
    #expect(run.header.parameters.isEmpty && run.header.tags.isEmpty && run.series.isEmpty && run.files.isEmpty)
    #expect(
      contents.messages == [
        "mlruns/1/run1/artifacts: symbolic link, not followed",
        "mlruns/1/run1/metrics/loop: symbolic link, not followed",
        "mlruns/1/run1/metrics/pipe: is not a regular file",
        "mlruns/1/run1/params/stolen: symbolic link, not followed",
        "mlruns/1/run1/tags: symbolic link, not followed",
      ])
  }
}

import RunModel
import RunStores
import TestSupport
import Testing

@Suite("TensorBoard's plugins")
struct TensorBoardPluginTests {
  let logdir: LogdirProbe

  init() throws { logdir = try LogdirProbe() }

  // MARK: hparams

  private func number(_ value: Double) -> [UInt8] { EventBytes.field(2, value) }

  @Test("give a session's parameters as text, whole numbers without a point")
  func parameters() throws {
    let list = EventBytes.field(6, EventBytes.field(1, number(1)) + EventBytes.field(1, EventBytes.field(3, "a")))
    try logdir.write(
      EventBytes.event(
        EventBytes.session([
          ("units", number(64)), ("lr", number(0.001)), ("opt", EventBytes.field(3, "adam")),
          ("amp", EventBytes.field(4, varint: 1)), ("none", EventBytes.field(1, varint: 0)), ("list", list),
          ("large", number(1e300)), ("zero", number(-0.0)), ("unset", []),
        ])))
    #expect(
      try logdir.run().header.parameters.map { "\($0.name)=\($0.value)" } == [
        "amp=true", "large=1e+300", "list=[1, \"a\"]", "lr=0.001", "none=null", "opt=adam", "units=64", "zero=-0.0",
      ])
  }

  @Test("give status, times and addresses of the first session")
  func session() throws {
    let more = EventBytes.field(2, "s3://model") + EventBytes.field(4, "g") + EventBytes.field(5, 1_700_000_001.5)
    let end = { (status: Int64) in
      EventBytes.hparams(
        "session_end_info",
        EventBytes.field(4, EventBytes.field(1, varint: status) + EventBytes.field(2, 1_700_000_009.0)))
    }
    try logdir.write(
      EventBytes.event(EventBytes.session([("lr", number(1))], more)), EventBytes.event(end(2)),
      EventBytes.event(EventBytes.session([("lr", number(2))])), EventBytes.event(end(1)))
    let header = try logdir.run().header
    #expect(header.parameters == [NamedValue("lr", "1")])
    #expect(header.status == .failed)
    #expect(header.start?.milliseconds == 1_700_000_001_500)
    #expect(header.end?.milliseconds == 1_700_000_009_000)
    #expect(header.tags == [NamedValue("group_name", "g"), NamedValue("model_uri", "s3://model")])
  }

  @Test("make a session the parent of the runs below it, the nearest one")
  func parents() throws {
    let session = EventBytes.event(EventBytes.session([("lr", number(1))]))
    let point = EventBytes.event(EventBytes.simple("loss", 1))
    try logdir.write(session, run: "logs/a")
    try logdir.write(point, session, run: "logs/a/b")
    for run in ["a/b/c/train", "a/train", "other/train", "other"] { try logdir.write(point, run: "logs/" + run) }
    // What torch writes for `add_hparams`, and a folder that is merely named so.
    try logdir.write(session, run: "logs/other/1585754902.3614137")
    try logdir.write(point, run: "logs/other/1585754903.3614137")
    let parents = Dictionary(uniqueKeysWithValues: try logdir.runs().map { ($0.header.id, $0.header.parent ?? "-") })
    #expect(
      parents == [
        "a": "-", "a/b": "a", "a/b/c/train": "a/b", "a/train": "a", "other": "-", "other/train": "-",
        "other/1585754902.3614137": "other", "other/1585754903.3614137": "-",
      ])
  }

  @Test("declare metrics for all runs, and a description for one")
  func experiment() throws {
    let metric = EventBytes.field(5, EventBytes.field(1, EventBytes.field(2, "acc")) + EventBytes.field(3, "Accuracy"))
    let message = EventBytes.field(1, "What *for*") + EventBytes.field(2, "ada") + EventBytes.field(3, 5.0) + metric
    try logdir.write(EventBytes.event(EventBytes.hparams("experiment", EventBytes.field(2, message))), run: "logs")
    let experiment = try #require(try logdir.store().experiments(reporting: logdir.diagnostics).first).experiment
    #expect(experiment.metrics == ["acc": MetricDeclaration(description: "Accuracy")])
    #expect(experiment.primaryMetric == "acc")
    #expect(experiment.created?.milliseconds == 5000)
    let run = try logdir.run()
    #expect(run.note == "What *for*")
    #expect(run.header.user == "ada")
  }

  @Test("stand nesting without end")
  func nesting() throws {
    var value = number(1)
    for _ in 0..<5_000 { value = EventBytes.field(6, EventBytes.field(1, value)) }
    try logdir.write(EventBytes.event(EventBytes.session([("deep", value)])))
    #expect(try logdir.run().header.parameters.map(\.name) == ["deep"])
  }

  // MARK: Texts

  @Test("show the latest of each text as a section of the note, and all of several")
  func texts() throws {
    try logdir.write(
      EventBytes.event(step: 0, EventBytes.text("my_*notes*/text_summary", "# First")),
      EventBytes.event(step: 5, time: 2, EventBytes.text("my_*notes*/text_summary", "second")),
      EventBytes.event(EventBytes.text("table", "a|b", "c\nd", "e", "f", shape: [2, 2])),
      EventBytes.event(EventBytes.text("list", "a", "b", shape: [2])), EventBytes.event(EventBytes.text("none")))
    let run = try logdir.run()
    #expect(
      run.note == """
        ## my\\_\\*notes\\*

        second

        ## table

        | | |
        |---|---|
        | a\\|b | c d |
        | e | f |

        ## list

        a

        b
        """)
    #expect(run.records.map(\.name) == ["my_*notes*", "my_*notes*"])
    #expect(run.records.map(\.data) == [.string("# First"), .string("second")])
    #expect(run.records.map(\.step) == [0, 5])
  }

  // MARK: Images

  private let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
  private let gif: [UInt8] = Array("GIF89a".utf8)

  private func image(_ tag: String, _ bytes: [UInt8]) -> [UInt8] {
    EventBytes.field(1, tag) + EventBytes.field(4, EventBytes.field(1, varint: 8) + EventBytes.field(4, bytes))
  }

  @Test("show images from where they stand in their file")
  func images() throws {
    let strings =
      ["8", "8"].map { EventBytes.field(8, $0) }.joined() + EventBytes.field(8, png) + EventBytes.field(8, gif)
    try logdir.write(
      EventBytes.event(step: 3, EventBytes.simple("loss", 1), image("in/put", png)),
      EventBytes.event(step: 4, EventBytes.tensor("tf", type: 7, plugin: "images", Array(strings))),
      EventBytes.event(step: 5, image("none", Array("no image".utf8))))
    let run = try logdir.run()
    #expect(run.files.map(\.path) == ["images/in/put/3.png", "images/tf/4-1.png", "images/tf/4-2.gif"])
    for (file, expected) in zip(run.files, [png, png, gif]) {
      let piece = try #require(file.pieces.first)
      let bytes = try logdir.folder.contents()["logs/run/\(LogdirProbe.fileName)"]
      #expect(bytes.map { Array($0[Int(piece.offset)..<Int(piece.offset + piece.count)]) } == expected)
      #expect(file.size == Int64(expected.count))
    }
    #expect(run.records.map { $0.data["path"]?.string } == run.files.map(\.path))
  }

  @Test("keep the first and the last images of a tag, under paths that no file system mixes up")
  func imageNames() throws {
    for step in 0..<30 as Range<Int64> {
      try logdir.write(EventBytes.event(step: step, image("many", png)), file: "a.tfevents.\(step + 100)")
    }
    try logdir.write(
      EventBytes.event(image("../../etc/./passwd\0\\", png)), EventBytes.event(image("", png)),
      EventBytes.event(image("Case", png)), EventBytes.event(image("case", png)), EventBytes.event(image("case", png)),
      run: "logs/odd")
    let runs = try logdir.runs()
    #expect(
      runs[0].files.map(\.path) == [
        "images/Case/0.png", "images/case/0 (2).png", "images/case/0 (3).png", "images/etc/passwd__/0.png",
        "images/image/0.png",
      ])
    #expect(runs[1].files.count == 20)
    #expect(runs[1].records.map(\.step) == Array(0..<10) + Array(20..<30))
    #expect(logdir.notes == ["logs/run: of the 30 images of \"many\" the first 10 and the last 10 are shown"])
  }

  @Test("of hostile tags and numbers cost no more than they hold")
  func hostileImages() throws {
    // All of these would be the one file images/image/0.png.
    var records: [UInt8] = []
    for count in 0..<3_000 {
      records += EventBytes.event(image(String(repeating: "/", count: count % 300) + "..", gif))
    }
    try logdir.write(records, EventBytes.event(step: 7, image("a", gif)), EventBytes.event(image("A/7.GIF", gif)))
    let strings = Array(repeating: EventBytes.field(8, gif), count: 500).flatMap { $0 }
    try logdir.write(EventBytes.event(EventBytes.tensor("b", type: 7, plugin: "images", strings)), file: "z.tfevents")
    let paths = try logdir.run().files.map { $0.path.lowercased() }
    #expect(Set(paths).count == paths.count)
    #expect(paths.contains("images/a/7.gif_/0.gif") && paths.contains("images/a/7.gif"))
    #expect(paths.count { $0.hasPrefix("images/b/") } == 16)
    #expect(logdir.notes.contains("logs/run: 482 images are left out, beyond the first of values that hold many"))
  }

  @Test("are told by kind where they are not shown")
  func skipped() throws {
    let histogram = EventBytes.field(1, "h") + EventBytes.field(5, EventBytes.field(1, 0.0))
    try logdir.write(
      EventBytes.event(step: 1, histogram), EventBytes.event(step: 2, histogram),
      EventBytes.event(EventBytes.field(1, "a") + EventBytes.field(6, [])),
      EventBytes.record(EventBytes.field(4, [1, 2])))
    #expect(try logdir.run().series == [])
    #expect(logdir.notes == ["logs/run: not shown: 2 histograms, 1 audio clip, 1 graph or profile"])
  }
}

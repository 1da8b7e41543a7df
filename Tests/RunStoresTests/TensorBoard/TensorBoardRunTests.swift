import Diagnostics
import FileAccess
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("TensorBoard's runs")
struct TensorBoardRunTests {
  let logdir: LogdirProbe

  init() throws { logdir = try LogdirProbe() }

  private func points(_ tag: String, _ steps: [Int64], time: Double = 1_700_000_000) -> [UInt8] {
    steps.enumerated().flatMap { index, step in
      EventBytes.event(step: step, time: time + Double(index), EventBytes.simple(tag, Float(index)))
    }
  }

  // MARK: Which runs there are

  @Test("are the folders with event files, named by their paths, the logdir's own by its name")
  func discovery() throws {
    try logdir.write(points("a", [1]), run: "logs")
    try logdir.write(points("a", [1]), run: "logs/b/train")
    try logdir.write(points("a", [1]), run: "logs/a.v2", file: "events.out.tfevents.1.host.v2")
    try logdir.folder.write(["logs/c/metrics.csv": "step\n1\n"])
    let store = try logdir.store()
    let listing = try #require(store.experiments(reporting: logdir.diagnostics).first)
    #expect(listing.experiment.name == "logs")
    #expect(listing.runs.map(\.key) == [".", "a.v2", "b/train"])
    #expect(try logdir.runs().map(\.header.name) == ["logs", "a.v2", "b/train"])
    #expect(store.folders == ["a.v2", "b/train"].map { "\(logdir.folder.path)/logs/\($0)" })
  }

  @Test("may be one file, whatever its name")
  func singleFile() throws {
    try logdir.write(EventBytes.version, points("a", [1, 2]), run: "logs/run", file: "saved.bin")
    let run = try logdir.run(at: "logs/run/saved.bin")
    #expect(run.header.name == "saved.bin")
    #expect(run.series.map(\.steps) == [[1, 2]])
    #expect(try logdir.store(at: "logs/run/saved.bin").folders == [])
    try logdir.folder.write(["logs/run/other.bin": "no records"])
    #expect(throws: StoreFailure.self) { try logdir.store(at: "logs/run/other.bin") }
  }

  @Test("change when a file does, or one of a run above")
  func fingerprints() throws {
    try logdir.write(points("a", [1]), run: "logs/run")
    try logdir.write(points("a", [1]), run: "logs/run/train")
    try logdir.write(points("a", [1]), run: "logs/other")
    let store = try logdir.store()
    let keys = store.experiments(reporting: logdir.diagnostics).flatMap(\.runs)
    let before = keys.map { store.fingerprint(of: $0)?.fingerprint }
    try logdir.write(points("a", [1, 2]), run: "logs/run")
    let after = keys.map { store.fingerprint(of: $0)?.fingerprint }
    #expect(keys.map(\.key) == ["other", "run", "run/train"])
    #expect(zip(before, after).map { $0 == $1 } == [true, false, false])
  }

  // MARK: Metrics

  @Test("join the points of their files in the order of names")
  func severalFiles() throws {
    try logdir.write(points("loss", [3, 4]), file: "b.tfevents")
    try logdir.write(points("loss", [1, 2]), file: "a.tfevents")
    #expect(try logdir.run().series.map(\.steps) == [[1, 2, 3, 4]])
    #expect(logdir.diagnostics.sorted == [])
  }

  @Test(
    "lose the points that a restart wrote again, and say how many",
    arguments: [
      ([0, 1, 2, 3, 1, 2], [0, 1, 2], 3), ([1, 1, 2], [1, 2], 1), ([5, 5, 5, 4], [4], 3), ([5, 5, 5, 6], [5, 6], 2),
      ([1, 2, 2, 2], [1, 2], 2), ([0, 1, 0, 0], [0, 0], 2), ([Int64.max, 1], [1], 1),
      ([1, Int64.max, Int64.max], [1, Int64.max], 1),
      ([Int64.min, 0, Int64.min], [Int64.min], 2),
    ] as [([Int64], [Int64], Int)])
  func restarts(steps: [Int64], kept: [Int64], dropped: Int) throws {
    try logdir.write(points("loss", steps))
    let series = try #require(try logdir.run().series.first)
    #expect(series.steps == kept)
    #expect(series.values.last == Double(steps.count - 1))
    #expect(logdir.notes.contains { $0.contains("\(dropped) point") })
  }

  @Test("keep everything of a metric with one step")
  func oneStep() throws {
    try logdir.write(points("loss", [7, 7, 7]))
    let series = try #require(try logdir.run().series.first)
    #expect(series.steps == [7, 7, 7])
    #expect(series.values == [0, 1, 2])
    #expect(
      logdir.notes == [
        "logs/run: 1 metric has several points, all of one step: all are kept, where TensorBoard keeps the last"
      ])
  }

  @Test("take numbers of every type", arguments: tensors)
  func tensorTypes(type: Int64, content: [UInt8], value: Double, isSingle: Bool) throws {
    try logdir.write(EventBytes.event(step: 1, EventBytes.tensor("x", type: type, content)))
    let series = try #require(try logdir.run().series.first)
    #expect(series.values == [value])
    #expect(series.isSinglePrecision == isSingle)
    #expect(series.times == [MetricSeries.noTime])
  }

  static let tensors: [(Int64, [UInt8], Double, Bool)] = [
    (1, EventBytes.field(4, EventBytes.littleEndian(Float(0.1).bitPattern)), Double(Float(0.1)), true),
    (1, EventBytes.field(5, Float(0.1)), Double(Float(0.1)), true),
    (1, EventBytes.field(5, EventBytes.littleEndian(Float(0.1).bitPattern)), Double(Float(0.1)), true),
    (2, EventBytes.field(4, EventBytes.littleEndian(0.1.bitPattern)), 0.1, false),
    (2, EventBytes.field(6, 0.1), 0.1, false),
    (2, EventBytes.field(6, EventBytes.littleEndian(0.1.bitPattern)), 0.1, false),
    (3, EventBytes.field(7, EventBytes.varint(UInt64(bitPattern: -5))), -5, false),
    (3, EventBytes.field(7, varint: -5), -5, false),
    (3, EventBytes.field(4, EventBytes.littleEndian(Int32(-5))), -5, false),
    (4, EventBytes.field(4, [200]), 200, false),
    (6, EventBytes.field(4, [200]), -56, false),
    (9, EventBytes.field(10, varint: Int64.min), -0x1p63, false),
    (9, EventBytes.field(10, EventBytes.varint(7)), 7, false),
    (10, EventBytes.field(11, varint: 1), 1, false),
    (14, EventBytes.field(13, varint: 0x3FC0), 1.5, true),
    (14, EventBytes.field(4, [0xC0, 0x3F]), 1.5, true),
    (19, EventBytes.field(13, varint: 0x3555), 0.333251953125, true),
    (19, EventBytes.field(4, [0x00, 0xFC]), -.infinity, true),
    (19, EventBytes.field(4, [0x01, 0x00]), 0x1p-24, true),
    (22, EventBytes.field(16, varint: Int64(UInt32.max)), 4_294_967_295, false),
    (23, EventBytes.field(17, varint: -1), 0x1p64, false),
  ]

  @Test("take a tensor of one element of any rank, and nothing larger or smaller")
  func tensorShapes() throws {
    let value = EventBytes.field(5, Float(2))
    try logdir.write(
      EventBytes.event(step: 1, EventBytes.tensor("x", type: 1, shape: [1, 1], value)),
      EventBytes.event(step: 2, EventBytes.tensor("x", type: 1, shape: [2], value + value)),
      EventBytes.event(step: 3, EventBytes.tensor("x", type: 1, shape: [2], value)),
      EventBytes.event(step: 4, EventBytes.tensor("x", type: 1, [])),
      EventBytes.event(step: 5, EventBytes.tensor("x", type: 7, EventBytes.field(8, "2"))),
      EventBytes.event(step: 6, EventBytes.tensor("x", type: 1, EventBytes.field(4, [0, 0]))))
    #expect(try logdir.run().series.map(\.steps) == [[1]])
    #expect(logdir.warnings == ["logs/run: 5 values of metrics are left out, as they are not one number"])
  }

  @Test("take what a tag is from the first metadata, and from the value where there is none")
  func metadata() throws {
    let two = EventBytes.field(5, Float(2))
    try logdir.write(
      EventBytes.event(
        step: 1, EventBytes.tensor("first", type: 1, two), EventBytes.tensor("never", type: 1, plugin: nil, two),
        EventBytes.tensor("curve", type: 1, plugin: "pr_curves", two),
        EventBytes.simple("foreign", 1) + EventBytes.metadata("mine"),
        EventBytes.simple("fixed", 1) + EventBytes.metadata("mine", dataClass: 2)),
      EventBytes.event(step: 2, EventBytes.tensor("first", type: 1, plugin: nil, two), EventBytes.simple("fixed", 1)))
    #expect(try logdir.run().series.map(\.name) == ["first", "foreign"])
    #expect(try logdir.run().series.map(\.steps) == [[1, 2], [1]])
    #expect(logdir.notes == ["logs/run: not shown: 4 other tensors"])
  }

  @Test("take many values of one event, tags in any order, and NaN and infinities")
  func manyValues() throws {
    try logdir.write(
      EventBytes.event(step: 1, time: 10.0005, EventBytes.simple("b", .nan), EventBytes.simple("ä", .infinity)),
      EventBytes.event(
        step: 2, time: .nan, EventBytes.simple("ä", 1), EventBytes.simple("", 2), EventBytes.simple("b", 3)))
    let series = try logdir.run().series
    #expect(series.map(\.name) == ["", "b", "ä"])
    #expect(series.map { $0.values.map { "\($0)" } } == [["2.0"], ["nan", "3.0"], ["inf", "1.0"]])
    #expect(series[1].times == [10_001, MetricSeries.noTime])
  }

  @Test("are the same however their events are laid out")
  func layouts() throws {
    var random = RandomNumbers(seed: 3)
    var files: [[UInt8]] = [[], [], []]
    for index in 0..<400 {
      let step = Int64.random(in: -3...3, using: &random) << Int64.random(in: 0...60, using: &random) &+ Int64(index)
      let tag = "t" + String(repeating: "x", count: index % 4 * 70)
      let number = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
      let value =
        Bool.random(using: &random)
        ? EventBytes.simple(tag, number)
        : EventBytes.tensor(tag, type: 1, plugin: nil, EventBytes.field(4, EventBytes.littleEndian(number.bitPattern)))
      let time = EventBytes.field(1, 1_700_000_000 + Double(index))
      let when = EventBytes.field(2, varint: step)
      // As loggers write it, with a field nobody knows, and the other way round.
      let metadata = EventBytes.metadata("scalars")
      let unknown = EventBytes.field(15, "?")
      files[0] += EventBytes.record(time + when + EventBytes.field(5, EventBytes.field(1, value + metadata)))
      files[1] += EventBytes.record(time + when + EventBytes.field(5, EventBytes.field(1, value + metadata)) + unknown)
      files[2] += EventBytes.record(EventBytes.field(5, EventBytes.field(1, metadata + unknown + value)) + when + time)
    }
    for (index, file) in files.enumerated() { try logdir.write(file, run: "logs/\(index)") }
    let runs = try logdir.runs()
    let columns = runs.map { run in
      run.series.map { [$0.steps, $0.times, $0.values.map { Int64(bitPattern: $0.bitPattern) }] }
    }
    #expect(columns[0].count == 4)
    #expect(columns[0] == columns[1])
    #expect(columns[0] == columns[2])
    #expect(logdir.warnings == [])
  }

  @Test("whose tags are no text keep names of their own")
  func brokenTags() throws {
    let value = { (byte: UInt8) in EventBytes.field(1, [0x61, byte]) + EventBytes.field(2, Float(1)) }
    try logdir.write(EventBytes.event(step: 1, value(0xFF), value(0xFE), value(0xFD)))
    #expect(try logdir.run().series.map(\.name) == ["a\u{FFFD}", "a\u{FFFD} (2)", "a\u{FFFD} (3)"])
  }

  @Test("tell two thousand tags apart")
  func manyTags() throws {
    var records: [UInt8] = []
    for step in [1, 2] as [Int64] {
      for tag in 0..<2_000 {
        records += EventBytes.event(step: step, EventBytes.simple("tag-\(tag * 7 % 2_000)", Float(tag)))
      }
    }
    try logdir.write(records)
    let series = try logdir.run().series
    #expect(series.count == 2_000)
    #expect(series.allSatisfy { $0.steps == [1, 2] && $0.values[0] == $0.values[1] })
  }

  @Test("start and end with their first and last value")
  func times() throws {
    try logdir.write(EventBytes.version, points("loss", [1, 2, 3], time: 1_700_000_100))
    let header = try logdir.run().header
    #expect(header.start?.milliseconds == 1_700_000_100_000)
    #expect(header.heartbeat?.milliseconds == 1_700_000_102_000)
    #expect(header.end == nil)
    #expect(header.status == .unknown)
  }
}

import RunModel
import TestSupport
import Testing

@testable import RunStores

/// Files that are cut, changed and made up.
///
/// The random numbers are the same in every run.
@Suite("Hostile .wandb files")
struct WandBHostileTests {
  private struct Result {
    var steps: [Int64]
    var log: RecordLog
  }

  private func read(_ bytes: [UInt8]) -> Result {
    var facts = RunFacts()
    var summary = Summary()
    let log = bytes.withUnsafeBufferPointer { RunLog.read($0, facts: &facts, summary: &summary) }
    _ = facts.header(id: "x", hasRecords: true)
    _ = summary.values
    for piece in log.console.pieces {
      #expect(piece.offset >= 7 && piece.count > 0 && piece.offset + piece.count <= Int64(bytes.count))
    }
    for series in log.history.series {
      #expect(series.count > 0 && series.steps.count == series.count && series.times.count == series.count)
    }
    return Result(steps: log.history.series.first { $0.name == "x" }?.steps ?? [], log: log.log)
  }

  /// Every kind of record, over two blocks.
  private static let file = RecordFile { file in
    file.run { $0.message(4) { $0.items(1, ["lr": "0.1", "net": #"{"a": [1, {"b": null}]}"#]) } }
    file.add(26) {
      $0.text(6, "train.py"); $0.time(3, seconds: 1_700_000_000)
    }
    file.add(12) {
      $0.text(1, "x"); $0.message(7) { $0.varint(1, 1) }
    }
    for step in 0..<300 {
      file.row(UInt64(step), time: "1700000000.5", ["x": "\(step)", "d": #"{"e": {"f": 1}}"#, "w": #""text""#])
      if step % 10 == 0 {
        file.printed(String(repeating: "o", count: 200))
        file.add(3) {
          $0.items(1, ["x": "1", "best": "2"]); $0.nested(2, ["d", "e"], "")
        }
        file.add(2) {
          $0.nested(1, ["i", "_type"], #""image-file""#); $0.nested(1, ["i", "path"], #""a.png""#)
        }
        file.add(5) {
          $0.nested(1, ["net", "a"], "3"); $0.items(2, ["lr": ""])
        }
      }
    }
    file.exit(1)
  }

  @Test("a file cut anywhere keeps all rows before")
  func cuts() {
    let bytes = WandBHostileTests.file.bytes
    let whole = read(bytes).steps
    #expect(whole.count == 300 && bytes.count > 32_768)
    var before = 0
    for length in stride(from: 0, through: bytes.count, by: 37) {
      let result = read(Array(bytes[..<length]))
      #expect(result.steps == Array(whole.prefix(result.steps.count)))
      #expect(result.steps.count >= before)
      #expect(result.log.damageCount == 0)
      before = result.steps.count
    }
    #expect(before >= 298)
  }

  @Test("changed bytes cost what they are in, never what is before them")
  func changes() {
    let bytes = WandBHostileTests.file.bytes
    let starts = WandBHostileTests.file.starts
    var random = RandomNumbers(seed: 20)
    for _ in 0..<600 {
      var changed = bytes
      var first = bytes.count
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 7..<bytes.count, using: &random)
        changed[place] = UInt8(truncatingIfNeeded: random.next())
        first = min(first, place)
      }
      let steps = read(changed).steps
      // Four records stand before the first row, five more after each tenth.
      let sound = read(Array(bytes[..<(starts.last { $0 <= first } ?? 7)])).steps
      #expect(steps.starts(with: sound))
      #expect(Set(steps).count == steps.count && steps == steps.sorted())
    }
  }

  @Test("sound chunks with changed messages never crash")
  func changedMessages() {
    var random = RandomNumbers(seed: 21)
    let messages = WandBHostileTests.messages
    for _ in 0..<2000 {
      let file = RecordFile { file in
        for message in messages {
          var changed = message
          for _ in 0..<Int.random(in: 0...3, using: &random) where !changed.isEmpty {
            let place = Int.random(in: 0..<changed.count, using: &random)
            switch random.next() % 4 {
            case 0: changed[place] ^= UInt8(truncatingIfNeeded: 1 << (random.next() % 8))
            case 1: changed[place] = UInt8(truncatingIfNeeded: random.next())
            case 2: changed.removeSubrange(place..<min(place + 3, changed.count))
            default: changed.insert(contentsOf: changed.prefix(5), at: place)
            }
          }
          file.append(changed)
        }
      }
      #expect(read(file.bytes).log.recordCount == messages.count)
    }
  }

  /// One of each kind of record.
  private static let messages: [[UInt8]] = {
    var messages: [[UInt8]] = []
    let bytes = file.bytes
    _ = bytes.withUnsafeBufferPointer { buffer in
      RecordLog.read(buffer) { record in
        messages.append(Array(record.bytes))
        return messages.count < 10
      }
    }
    return messages
  }()

  @Test("random bytes behind the mark never crash")
  func garbage() {
    var random = RandomNumbers(seed: 22)
    for _ in 0..<150 {
      let size = Int.random(in: 0..<70_000, using: &random)
      let noise = (0..<size).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let result = read(Array(RecordFile().bytes) + noise)
      #expect(result.steps.isEmpty)
    }
  }

  @Test("deep nesting, in keys and in JSON, is refused and counted")
  func nesting() {
    let deep = String(repeating: #"{"a":"#, count: 150) + "1" + String(repeating: "}", count: 150)
    let deeper = String(repeating: "[", count: 100_000)
    let file = RecordFile {
      $0.run { $0.message(4) { $0.items(1, ["deep": deep, "deeper": deeper]) } }
      $0.row(0, ["deep": deep, "deeper": deeper, "x": "1"])
      $0.add(2) { $0.nested(1, (0..<5000).map { "k\($0)" }, "1") }
      $0.add(3) {
        $0.nested(1, (0..<5000).map { "k\($0)" }, "1"); $0.items(1, ["deep": deep])
      }
      $0.add(5) { $0.nested(1, (0..<5000).map { "k\($0)" }, "1") }
    }
    var facts = RunFacts()
    var summary = Summary()
    let log = file.bytes.withUnsafeBufferPointer { RunLog.read($0, facts: &facts, summary: &summary) }
    #expect(log.history.series.map(\.name) == ["x"])
    #expect(log.history.refusedCount == 3)
    #expect(summary.values.isEmpty)
    #expect(!facts.header(id: "x", hasRecords: true).parameters.isEmpty)
  }

  @Test("steps and times at the ends of their range do not trap")
  func extremes() {
    let file = RecordFile {
      $0.run(start: UInt64.max)
      $0.row(UInt64(bitPattern: Int64.max), time: "1e300", ["x": "1"])
      $0.row(nil, time: "-1e300", ["x": "2"])
      $0.row(nil, time: "NaN", ["x": "3", "_step": "1e300"])
      $0.add(18) {
        $0.varint(1, UInt64.max); $0.varint(2, UInt64(Int64.max))
      }
    }
    #expect(read(file.bytes).steps == [Int64.max, Int64.min, Int64.min + 1])
  }
}

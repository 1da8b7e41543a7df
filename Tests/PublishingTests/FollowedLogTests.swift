import Analysis
import Diagnostics
import FileAccess
import Foundation
import RunModel
import RunStores
import Synchronization
import TestSupport
import Testing

@testable import Publishing

@Suite("Following the log of a run")
struct FollowedLogTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func catalog(_ store: String) throws -> RunCatalog {
    let reader = try StoreReader(
      locations: [folder.path + "/" + store], options: ReadingOptions(), jobs: 1, reporting: DiagnosticCollector())
    return try RunCatalog(reader, reporting: DiagnosticCollector())
  }

  private static let now = Timestamp(milliseconds: 1_795_407_127_000)

  private func look(_ log: FollowedLog, _ monitor: RunMonitor, begins: (String) -> Void = { _ in }) throws -> String {
    _ = monitor.look(now: FollowedLogTests.now)
    var bytes: [UInt8] = []
    try log.look(begins: begins) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The main log of a run that goes on and has some logs, written in this order.
  private func mainLog(_ logs: KeyValuePairs<String, String>, includesTurns: Bool = true) throws -> (
    FollowedLog, RunMonitor
  ) {
    try folder.write(["s/e/r/run.json": #"{"id": "r", "status": "running"}"#])
    for (name, text) in logs { try folder.write(["s/e/r/logs/" + name: text]) }
    let catalog = try catalog("s")
    let monitor = RunMonitor(try catalog.find("r"), in: catalog)
    return (FollowedLog(monitor, wanted: nil, includesTurns: includesTurns), monitor)
  }

  /// As the files are listed no more often than is cheap, a moment may pass.
  private func lookUntilThere(
    _ log: FollowedLog, _ monitor: RunMonitor, begins: (String) -> Void = { _ in }
  ) throws -> String {
    for _ in 0..<2000 {
      let text = try look(log, monitor, begins: begins)
      if !text.isEmpty { return text }
      usleep(5_000)
    }
    return ""
  }

  @Test("waits for the first log, and leaves it for the driver's when Azure ML begins that")
  func switches() throws {
    try folder.write(["s/e/r/run.json": #"{"id": "r", "status": "running"}"#])
    let catalog = try catalog("s")
    let monitor = RunMonitor(try catalog.find("r"), in: catalog)
    let log = FollowedLog(monitor, wanted: nil, includesTurns: true)
    var begun: [String] = []
    #expect(try look(log, monitor) == "")
    try folder.write(["s/e/r/azureml-logs/55_azureml-execution.txt": "preparing\n"])
    func soon() throws -> String { try lookUntilThere(log, monitor) { begun.append($0) } }
    #expect(try soon() == "preparing\n")
    try folder.write(["s/e/r/azureml-logs/70_driver_log.txt": "training\n"])
    #expect(try soon() == "training\n")
    #expect(begun == ["azureml-logs/55_azureml-execution.txt", "azureml-logs/70_driver_log.txt"])
  }

  @Test("follows the log itself where it is empty, as just after it was cut short, and not a part put aside")
  func cutShortBefore() throws {
    let (log, monitor) = try mainLog(["train.log.2": "a\n", "train.log.1": "b\n", "train.log": ""])
    var begun: [String] = []
    #expect(try look(log, monitor) { begun.append($0) } == "a\nb\n")
    try folder.write(["s/e/r/logs/train.log": "c\n"])
    #expect(try look(log, monitor) { begun.append($0) } == "c\n")
    #expect(begun == ["logs/train.log"])
  }

  @Test("goes on in the log that begins after the part put aside it had to begin with", arguments: [false, true])
  func begunBetween(includesTurns: Bool) throws {
    let (log, monitor) = try mainLog(["train.log.2": "a\n", "train.log.1": "bb\n"], includesTurns: includesTurns)
    // The first look waits for the log itself.
    #expect(try look(log, monitor) == "")
    #expect(try lookUntilThere(log, monitor) == (includesTurns ? "a\nbb\n" : "bb\n"))
    // Another log that was put aside is none of its turns before it is there.
    try folder.write(["s/e/r/logs/train.log.3": "of another\n"])
    #expect(try look(log, monitor) == "")
    try folder.write(["s/e/r/logs/train.log.1": "bb\nc\n", "s/e/r/logs/train.log": "d\n"])
    #expect(try look(log, monitor).hasSuffix("c\nof another\nd\n"))
  }

  @Test("takes logs of processes, which are counted from zero, for no parts of one log")
  func processes() throws {
    let (log, monitor) = try mainLog(["train.log.0": "first\n", "train.log.1": "2\n"])
    #expect(try look(log, monitor) == "")
    #expect(try lookUntilThere(log, monitor) == "first\n")
    #expect(try look(log, monitor) == "")
  }

  @Test("tells how a run stands without reading it again, and takes changes for signs of life")
  func monitor() throws {
    try folder.write(["s/e/r/run.json": #"{"id": "r", "status": "running", "start": "2026-01-01T00:00:00Z"}"#])
    let catalog = try catalog("s")
    let monitor = RunMonitor(try catalog.find("r"), in: catalog)
    let start = Timestamp(milliseconds: 1_767_225_600_000)
    #expect(monitor.look(now: start) == .reported(.running))
    let later = Timestamp(milliseconds: start.milliseconds + 3_700_000)
    #expect(monitor.look(now: later) == .stale(since: start))
    try folder.write(["s/e/r/metrics.jsonl": #"{"name": "loss", "value": 1}"#])
    #expect(monitor.look(now: later) == .reported(.running))
    try folder.write(["s/e/r/run.json": #"{"id": "r", "status": "canceled"}"#])
    #expect(monitor.look(now: later) == .reported(.canceled))
    // A file that is just being written is no run that is gone.
    try folder.write(["s/e/r/run.json": ""])
    #expect(monitor.look(now: later) == .reported(.canceled))
    try folder.write(["s/e/r/run.json": #"{"id": "r", "status": "completed"}"#])
    #expect(monitor.look(now: later) == .reported(.completed))
    try FileManager.default.removeItem(atPath: folder.path + "/s/e/r")
    #expect((0..<10).map { _ in monitor.look(now: later) }.last == .some(nil))
  }

  @Test("puts together what a store keeps in pieces, as it grows")
  func pieces() throws {
    try folder.write(["file": "..one\n..two\n"])
    let store = PiecedStore(location: folder.path + "/file")
    let reference = RunReference(key: "r")
    let monitor = RunMonitor(reference, in: store) { store }
    let log = FollowedLog(monitor, wanted: "output.log", includesTurns: false)
    store.pieces.withLock { $0 = [.init(offset: 2, count: 4)] }
    #expect(try look(log, monitor) == "one\n")
    store.pieces.withLock { $0.append(.init(offset: 8, count: 4)) }
    var text = ""
    for _ in 0..<200 where text.isEmpty {
      text += try look(log, monitor)
      usleep(10_000)
    }
    #expect(text == "two\n")
  }

  @Test("finds where the last lines begin, whatever stands at the end", arguments: [1, 7, 1 << 16])
  func lastLines(_ width: Int) throws {
    let lines = (0..<9).map { String(repeating: "\($0)", count: width) }
    for ending in ["", "\n", "\n\n"] {
      let text = lines.joined(separator: "\n") + ending
      try folder.write(["log": text])
      let reader = try RunFileReader(
        RunFile(path: "log", location: folder.path + "/log", size: 0, role: .log))
      for count in [0, 1, 2, 9, 10, 11] {
        // As `tail -n` has it: a line feed ends a line.
        var pieces = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
        if text.hasSuffix("\n") { pieces.removeLast() } else { pieces[pieces.count - 1].removeLast() }
        let expected = pieces.suffix(count).joined()
        var bytes: [UInt8] = []
        try reader.read(try reader.start(ofLast: count)..<reader.size) { bytes += $0 }
        let isEqual = bytes == Array(expected.utf8)
        #expect(isEqual, "\(count) of lines of \(width) ending \(ending.utf8.count)")
      }
    }
  }
}

/// A store with one run whose log is made of pieces of a file.
private final class PiecedStore: RunStore {
  let formatName = "pieces"
  let location: String
  let pieces = Mutex<[RunFile.Piece]>([])

  init(location: String) { self.location = location }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] { [] }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { nil }

  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run? {
    let pieces = pieces.withLock { $0 }
    let size = pieces.reduce(0) { $0 + $1.count }
    let file = RunFile(path: "output.log", location: location, size: size, role: .log, pieces: pieces)
    return Run(header: RunHeader(id: "r", status: .running), files: [file])
  }
}

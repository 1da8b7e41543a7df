import Diagnostics
import Foundation
import Glibc
import RunModel
import RunStores
import TestSupport
import Testing

@testable import RunLog

/// Eight processes append to one run and are killed at random: what `log` returned for is there.
@Suite("Writers that are killed", .serialized)
struct KilledWriterTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path + "/told", withIntermediateDirectories: true)
  }

  @Test(
    "lose no value that was logged, whether they share a file or not; what is cut short is told with file and line",
    arguments: [false, true])
  func losesNothing(sharing: Bool) throws {
    let run = try Run.start(in: folder.path + "/store", experiment: "digits", id: "run", heartbeat: nil)
    var random = RandomNumbers(seed: sharing ? 11 : 12)
    var running: [WriterProcess] = []
    var logged: [String: Int] = [:]
    var started = 0
    for _ in 0..<100 {
      while running.count < 8 {
        started += 1
        running.append(
          try WriterProcess(run.folder, metric: "w\(started)", sharing: sharing, told: folder.path + "/told"))
      }
      let victim = running.remove(at: Int.random(in: 0...2, using: &random))
      Threads.sleep(milliseconds: UInt32.random(in: 0...2, using: &random))
      victim.kill()
      logged[victim.metric] = victim.logged
    }
    // One at least has more to tell than that it was started.
    for _ in 0..<500 where !running.contains(where: \.hasStarted) { Threads.sleep(milliseconds: 10) }
    for writer in running {
      writer.kill()
      logged[writer.metric] = writer.logged
    }
    try run.finish()

    let read = try load()
    let long = "/" + String(repeating: "x", count: 9000)
    for (metric, count) in logged {
      let series = read.series.filter { $0.name == metric || $0.name == metric + long }
      let steps = series.flatMap(\.steps).sorted()
      // The one that was being written may be there, or not.
      #expect(steps == (0..<Int64(count)).map(\.self) || steps == (0...Int64(count)).map(\.self), "\(metric)")
      #expect(series.allSatisfy { $0.values == $0.steps.map(Double.init) })
    }
    #expect(logged.values.reduce(0, +) > 200)
    #expect(try told() == cutRecords())
  }

  private func load() throws -> RunModel.Run {
    let store = NativeStore(location: folder.path + "/store", path: folder.path + "/store")
    let reference = try #require(store.experiments(reporting: diagnostics).first?.runs.first)
    return try #require(store.load(reference, reporting: diagnostics))
  }

  /// The places that the reader warns of.
  private func told() -> [String] {
    diagnostics.sorted.map { "\($0.file ?? ""):\($0.line ?? 0)" }.sorted()
  }

  /// The lines of the run's files that hold anything but one whole record, found without any reader of JSON: a record
  /// of these writers ends with the only brace in it that closes.
  private func cutRecords() throws -> [String] {
    var places: [String] = []
    for file in folder.files where file.hasSuffix(".jsonl") {
      let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + file)))
      bytes.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress else { return }
        var start = 0
        var number = 0
        while start < bytes.count {
          number += 1
          let rest = bytes.count - start
          let end = memchr(base + start, 0x0A, rest).map { base.distance(to: UnsafeRawPointer($0)) } ?? bytes.count
          let close = memchr(base + start, 0x7D, end - start).map { base.distance(to: UnsafeRawPointer($0)) }
          if end > start, close != end - 1 || memchr(base + start + 1, 0x7B, end - start - 1) != nil {
            places.append("\(folder.path)/\(file):\(number)")
          }
          start = end + 1
        }
      }
    }
    return places.sorted()
  }
}

import Analysis
import Diagnostics
import Fingerprints
import Foundation
import RunModel
import Settings
import TestSupport
import Testing

@testable import Digests

@Suite("Digests as bytes")
struct CodingTests {
  private func bytes(_ write: (inout ByteWriter) -> Void) -> [UInt8] {
    var writer = ByteWriter()
    write(&writer)
    return writer.bytes
  }

  /// A run with every field set and series of every kind.
  static func run(seed: UInt64 = 1) -> Run {
    var random = RandomNumbers(seed: seed)
    var header = RunHeader(id: "id\(seed)", name: "närne \u{1F680}", status: .failed)
    header.statusText = "KILLED"
    header.start = Timestamp(milliseconds: -5)
    header.end = Timestamp(milliseconds: .max)
    header.heartbeat = Timestamp(milliseconds: 1_795_407_127_250)
    header.user = ""
    header.parent = "p"
    header.kind = .automl
    header.computeTarget = "gpu"
    header.nodeCount = 2
    header.script = "a.py"
    header.arguments = ["--x", ""]
    header.source = SourceRevision(repository: "r", branch: "b", commit: "c", isDirty: false)
    header.primaryMetric = "m"
    header.error = "boom\nbang"
    header.isDeleted = true
    header.parameters = [NamedValue("lr", "0.1"), NamedValue("", "\u{0}")]
    header.tags = [NamedValue("t", "v")]
    let long = (0..<3000).map { _ in Double.random(in: -1...1, using: &random) }
    let series = [
      MetricSeries(
        name: "a", steps: long.indices.map { Int64($0) * 7 }, times: long.indices.map { Int64($0) }, values: long),
      MetricSeries(
        name: "b", steps: [5, 5, 5], times: Array(repeating: MetricSeries.noTime, count: 3),
        values: [.nan, .infinity, -1]),
      MetricSeries(name: "c", steps: [.min, .max], times: [0, 1], values: [0, -0.0]),
    ]
    let data = StructuredValue.object([
      .init("x", .list([.null, .bool(true), .number(.nan), .integer(.min), .string("s"), .object([])]))
    ])
    return Run(
      header: header, series: series,
      records: MetricRecord.Kind.allCases.map { MetricRecord(name: "r", kind: $0, step: 3, time: nil, data: data) },
      files: RunFile.Role.allCases.map {
        RunFile(path: "p/\($0)", location: "/l", size: 1 << 40, role: $0, obstacle: .symbolicLink)
      }, note: "# note")
  }

  @Test("come back as they were")
  func roundTrip() throws {
    let digest = RunDigest(Self.run())
    let encoded = bytes { digest.write(to: &$0) }
    var reader = ByteReader(encoded)
    let decoded = try RunDigest(from: &reader)
    #expect(reader.isAtEnd)
    // NaN differs from itself: what is compared is what they are written as.
    #expect(bytes { decoded.write(to: &$0) } == encoded)
    #expect(decoded.header == digest.header && decoded.files == digest.files && decoded.note == digest.note)
    #expect(decoded.series[0] == digest.series[0])
  }

  @Test("of an experiment come back as they were")
  func experimentRoundTrip() throws {
    var digest = ExperimentDigest()
    for number in 0..<20 {
      digest.add(
        RunDigest(Self.run(seed: UInt64(number))), number: number,
        declarations: ["a": .init(direction: .lower, unit: "s")], settings: Settings())
    }
    let encoded = bytes { digest.write(to: &$0) }
    var reader = ByteReader(encoded)
    let decoded = try ExperimentDigest(from: &reader)
    #expect(bytes { decoded.write(to: &$0) } == encoded)
    #expect(decoded.metrics.first?.leaders.runs.count == Leaders.limit)
  }

  @Test("that are damaged are an error, never a crash", arguments: 1...40 as ClosedRange<UInt64>)
  func damage(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    var encoded = bytes { RunDigest(Self.run()).write(to: &$0) }
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      encoded[Int.random(in: 0..<encoded.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
    }
    let length = seed % 3 == 0 ? Int.random(in: 0...encoded.count, using: &random) : encoded.count
    var reader = ByteReader(encoded[..<length])
    if let digest = try? RunDigest(from: &reader) { _ = digest.series.map(\.thinned) }
  }

  @Test("keep numbers of every size")
  func numbers() throws {
    let numbers: [Int64] = [0, 1, -1, 63, 64, -64, -65, 1 << 40, .max, .min]
    let encoded = bytes { writer in for number in numbers { writer.signed(number) } }
    var reader = ByteReader(encoded)
    for number in numbers {
      let found = try reader.signed()
      #expect(found == number)
    }
    #expect(encoded.count < 40)
  }
}

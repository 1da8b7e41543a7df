import Diagnostics
import Foundation
import Glibc
import RunModel
import RunStores
import TestSupport
import Testing

@testable import RunLog

@Suite("A record that was cut short")
struct CutLineTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var metrics: String { "store/digits/run/metrics.jsonl" }

  private func load() throws -> (run: RunModel.Run, diagnostics: [Diagnostic]) {
    let diagnostics = DiagnosticCollector()
    let store = NativeStore(location: "STORE", path: folder.path + "/store")
    let reference = try #require(store.experiments(reporting: diagnostics).first?.runs.first)
    return (try #require(store.load(reference, reporting: diagnostics)), diagnostics.sorted)
  }

  @Test("costs itself and one warning, wherever it is cut and whoever appends behind it")
  func everyCut() throws {
    let run = try Run.start(in: folder.path + "/store", experiment: "digits", id: "run", heartbeat: nil)
    try run.log("a", 1, step: 1)
    try run.finish()
    let first = try folder.text(metrics)
    let records = [
      "{\"name\":\"é\\\"}{\",\"step\":2,\"value\":2}\n", "{\"step\":2,\"values\":{\"b\":1,\"c\":{}}}\n",
      "{\"name\":\"r\",\"type\":\"row\",\"data\":{\"name\":\"b\",\"value\":1}}\n",
      "{\"name\":\"t\",\"type\":\"table\",\"data\":{\"values\":[{\"name\":\"x\"},1]}}\n",
    ]
    for record in records {
      for length in 1..<record.utf8.count - 1 {
        let cut = Array(first.utf8) + Array(record.utf8.prefix(length))
        // This library begins a new line.
        try folder.write(cut, to: metrics)
        try Run.attachBriefly(run.folder).log("a", 3, step: 3)
        let (read, diagnostics) = try load()
        #expect(read.series.map(\.name) == ["a"] && read.series.first?.values == [1, 3])
        #expect(diagnostics.count == 1 && diagnostics.first?.severity == .warning && diagnostics.first?.line == 2)
        // Others may not, and the line is torn apart by the reader.
        try folder.write(
          cut + Array("{\"name\":\"a\",\"step\":3,\"time\":5,\"value\":3}\n{\"name\":\"a\",\"value\":4}\n".utf8),
          to: metrics)
        let (glued, told) = try load()
        #expect(glued.series.map(\.name) == ["a"] && glued.series.first?.values == [1, 3, 4])
        #expect(
          told.map(\.description) == [
            "STORE/digits/run/metrics.jsonl:2: a record is cut short after \(length) bytes and left out; the one behind it on the same line is read"
          ])
      }
    }
  }

  @Test("at the end of a file is told of a run that ended, and only noted of one that lives")
  func lastLine() throws {
    let run = try Run.start(in: folder.path + "/store", experiment: "digits", id: "run", heartbeat: nil)
    try run.log("a", 1)
    let whole = Array(try folder.text(metrics).utf8)
    try folder.write(whole + Array("{\"name\":\"a\",\"val".utf8), to: metrics)
    let live = try load()
    #expect(live.diagnostics.map(\.severity) == [.note] && live.run.series.map(\.count) == [1])
    try run.finish(.failed("killed"))
    let ended = try load()
    #expect(
      ended.diagnostics.map(\.description) == [
        "STORE/digits/run/metrics.jsonl:2: the last line is cut short after 16 bytes and left out, as where a writer is killed or a disk is full"
      ])
    #expect(ended.diagnostics.first?.severity == .warning && ended.run.series.map(\.count) == [1])
  }

  @Test("a line with two whole records gives both")
  func twoOnALine() throws {
    try folder.write([
      "store/digits/run/run.json": #"{"id":"run","status":"completed"}"#,
      metrics: "{\"name\":\"a\",\"value\":1}{\"name\":\"a\",\"value\":2}\n",
    ])
    let (run, diagnostics) = try load()
    #expect(run.series.first?.values == [1, 2])
    #expect(
      diagnostics.map(\.description) == [
        "STORE/digits/run/metrics.jsonl:1: two records stand on one line: both are read"
      ])
  }

  @Test("lines of nothing but openings are given up in time")
  func hostile() throws {
    let lines = [
      String(repeating: "{\"name\":", count: 50_000), String(repeating: "{\"", count: 200_000),
      String(repeating: "{\"values\":{\"a\":[", count: 20_000) + String(repeating: "]}}", count: 20_000),
    ]
    try folder.write([
      "store/digits/run/run.json": #"{"id":"run","status":"completed"}"#, metrics: lines.joined(separator: "\n") + "\n",
    ])
    #expect(try load().diagnostics.count == 3)
  }
}

import Diagnostics
import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

@testable import RunLog

@Suite("Threads and processes that share a run")
struct SharingTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws { folder = try TemporaryFolder() }

  private func load() throws -> RunModel.Run {
    let store = NativeStore(location: "STORE", path: folder.path + "/store")
    let reference = try #require(store.experiments(reporting: diagnostics).first?.runs.first)
    return try #require(store.load(reference, reporting: diagnostics))
  }

  @Test("lose no value, and keep the order of each")
  func values() throws {
    let run = try Run.start(in: folder.path + "/store", experiment: "digits", heartbeat: nil)
    try Threads.run(8) { number in
      let run = number % 2 == 0 ? run : try Run.attach(run.folder, heartbeat: nil)
      for step in 0..<300 {
        try run.log("t\(number)", Double(step), step: step)
        try run.log("all", Double(step))
      }
    }
    try run.finish()
    let read = try load()
    for number in 0..<8 {
      let series = try #require(read.series.first { $0.name == "t\(number)" })
      #expect(series.values == (0..<300).map(Double.init))
    }
    let all = try #require(read.series.first { $0.name == "all" })
    // Values without a step are counted in the order of time, whichever file they are in.
    #expect(all.steps == (0..<2400).map(Int64.init))
    #expect(zip(all.times, all.times.dropFirst()).allSatisfy(<=))
    #expect(folder.files.filter { $0.hasSuffix(".jsonl") }.count == 5)
    #expect(diagnostics.sorted == [])
  }

  @Test("all set their tags, and leave what others wrote into run.json as it was")
  func tags() throws {
    let run = try Run.start(in: folder.path + "/store", experiment: "digits", id: "run", heartbeat: nil)
    let place = "store/digits/run/run.json"
    let text = try folder.text(place)
    try folder.write([
      place: text.replacingOccurrences(
        of: "\"status\"", with: "\"exact\": 1.00000000000000000001, \"d\\u00e9\": [1,  {\"x\": \"}\"}], \"status\"")
    ])
    try Threads.run(8) { number in
      let run = try Run.attach(run.folder, heartbeat: nil)
      for count in 0..<20 {
        try run.set(tag: "t\(number)", to: "\(count)")
        try run.set(parameter: "p\(number)-\(count)", to: .init(count))
      }
    }
    let header = try load().header
    #expect(header.tags.map { "\($0.name)=\($0.value)" } == (0..<8).map { "t\($0)=19" })
    #expect(header.parameters.count == 160)
    let after = try folder.text(place)
    #expect(after.contains("\"exact\": 1.00000000000000000001,") && after.contains("\"dé\": [1,  {\"x\": \"}\"}]"))
    #expect(FileManager.default.enumerator(atPath: run.folder)?.allObjects.count == 2)
    #expect(diagnostics.sorted == [])
  }

  @Test("a node that logs is told among the nodes")
  func nodes() throws {
    let run = try Run.start(in: folder.path + "/store", experiment: "digits", id: "run", nodes: ["n1"], heartbeat: nil)
    try Run.attach(run.folder, heartbeat: nil).set(tag: "a", to: "b")
    #expect(try folder.text("store/digits/run/run.json").contains("\"nodes\": [\"n1\"]"))
    try Run.attach(run.folder, heartbeat: nil).log("x", 1)
    try Run.attachBriefly(run.folder).log("x", 2)
    let json = try folder.text("store/digits/run/run.json")
    #expect(json.contains("\"nodes\": [\"n1\",\"\(Host.name)\"]"))
    // What one process of the node shares with the next one.
    #expect(folder.files.contains("store/digits/run/metrics-\(SafeName.of(Host.name)).jsonl"))
    #expect(try load().series.map(\.values) == [[1, 2]])
  }
}

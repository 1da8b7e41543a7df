import Diagnostics
import RunStores
import TestSupport
import Testing

@Suite("Finding stores")
struct StoreDetectionTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws { folder = try TemporaryFolder() }

  private func stores(_ below: String = "", excluding: [String] = []) throws -> [any RunStore] {
    try StoreDetection.stores(
      at: folder.path + below, options: ReadingOptions(), excluding: excluding, reporting: diagnostics)
  }

  private let native = #"{"id": "r"}"#
  private let mlflow = "experiment_id: '1'\nlifecycle_stage: active\nname: e\n"

  @Test("recognises each format by content")
  func recognises() throws {
    try folder.write(["native/exp/run/run.json": native, "ml/mlruns/1/meta.yaml": mlflow])
    #expect(try stores("/native").map(\.formatName) == ["runreport store"])
    #expect(try stores("/ml/mlruns").map(\.formatName) == ["MLflow files"])
  }

  @Test("looks below a folder that is no store, in order, without the output of a build")
  func searches() throws {
    try folder.write([
      "b/exp/run/run.json": native, "a/deep/er/mlruns/1/meta.yaml": mlflow, "site/exp/run/run.json": native,
    ])
    let found = try stores("/", excluding: [folder.path + "/site"])
    #expect(found.map { String($0.location.dropFirst(folder.path.utf8.count)) } == ["/a/deep/er/mlruns", "/b"])
  }

  @Test("tells Sacred's run.json from its own, in both directions")
  func ignoresSacred() throws {
    let sacred = #"{"command": "main", "heartbeat": "2020", "experiment": {"name": "x"}}"#
    let own = #"{"id": "r", "command": "main", "experiment": {"name": "x"}, "host": {}}"#
    try folder.write(["sacred/1/run.json": sacred, "native/exp/run/run.json": own])
    #expect(try stores("/sacred").map(\.formatName) == ["Sacred"])
    #expect(try stores("/native").map(\.formatName) == ["runreport store"])
    #expect(throws: StoreFailure.self) { try stores("/native/exp/run") }
  }

  @Test("says what was looked for where there is none, and names a store nearby")
  func explains() throws {
    try folder.write(["store/exp/run/run.json": native])
    let failure = #expect(throws: StoreFailure.self) { try stores("/store/exp/run") }
    let message = try #require(failure).description
    #expect(message.contains("looked for\n  runreport store: a folder of experiments"))
    #expect(message.contains("MLflow files"))
    #expect(message.hasSuffix("this looks like a run's folder: give the store it is in, \(folder.path)/store"))
  }

  @Test("says that a path is missing or no store")
  func explainsPaths() throws {
    try folder.write(["file": ""])
    #expect(throws: StoreFailure(location: folder.path + "/none", problem: .missing)) { try stores("/none") }
    #expect(throws: StoreFailure(location: folder.path + "/file", problem: .unknownFile)) { try stores("/file") }
  }
}

import Diagnostics
import Foundation
import RunModel
import RunStores
import Settings
import TestSupport
import Testing

@testable import Publishing

@Suite("Finding a run")
struct RunCatalogTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ path: String, _ json: String) throws {
    try folder.write([path + "/run.json": json])
  }

  private func catalog(_ stores: String...) throws -> RunCatalog {
    let reader = try StoreReader(
      locations: stores.map { folder.path + "/" + $0 }, options: ReadingOptions(), jobs: 2,
      reporting: DiagnosticCollector())
    return try RunCatalog(reader, reporting: DiagnosticCollector())
  }

  private func found(_ text: String, in catalog: RunCatalog) -> String {
    do {
      let entry = try catalog.find(text)
      return catalog.experiment(of: entry).id + "/" + entry.header.id
    } catch {
      return error.isAmbiguous ? "\(error.candidateCount) fit" : "none, near \(error.candidates.map(\.id))"
    }
  }

  @Test("goes by id, then by name, then by experiment, then by how they begin")
  func order() throws {
    try run("s/a/1", #"{"id": "lunar", "name": "comet"}"#)
    try run("s/a/2", #"{"id": "comet", "name": "lunar"}"#)
    try run("s/a/3", #"{"id": "lunar-2", "name": "twin"}"#)
    try run("s/b/4", #"{"id": "x1", "name": "twin"}"#)
    try run("s/b/5", #"{"id": "a/lunar", "name": ""}"#)
    let catalog = try catalog("s")
    let expected = [
      "lunar": "a/lunar", "comet": "a/comet", "lunar-": "a/lunar-2", "twin": "2 fit", "a/twin": "a/lunar-2",
      "b/twin": "b/x1", "x": "b/x1", "b/x": "b/x1", "l": "3 fit", "a/l": "3 fit", "a/lunar": "b/a/lunar",
      "a/comet": "a/comet", "b/lunar": "none, near [\"lunar\", \"comet\", \"lunar-2\", \"a/lunar\"]",
      "UNAR-2": "none, near [\"lunar-2\"]", "lnuar-2": "none, near [\"lunar-2\"]", "": "none, near []",
      "zzzzzz": "none, near []", "/": "none, near [\"a/lunar\"]",
    ]
    for (text, place) in expected.sorted(by: { $0.key < $1.key }) {
      #expect(found(text, in: catalog) == place, "\(text)")
    }
  }

  @Test("names the candidates with what tells them apart")
  func candidates() throws {
    try run("s/a/1", #"{"id": "one", "name": "same"}"#)
    try run("t/a/1", #"{"id": "two", "name": "same"}"#)
    let failure = #expect(throws: RunSearchFailure.self) { try catalog("s", "t").find("same") }
    let lines = try #require(failure?.description.split(separator: "\n"))
    #expect(lines[0] == "2 runs may be meant by `same`; name one by its id, or as EXPERIMENT/RUN")
    #expect(lines[1] == "  a/one  (same)  in \(folder.path)/s" && lines[2].hasPrefix("  a/two  (same)  in "))
  }

  @Test("lists the runs below one, earliest first, each once, whatever they say of one another")
  func children() throws {
    try run("s/a/p", #"{"id": "p", "parent": "c2"}"#)
    try run("s/a/c1", #"{"id": "c1", "parent": "p", "start": "2026-01-02T00:00:00Z"}"#)
    try run("s/b/c2", #"{"id": "c2", "parent": "p", "start": "2026-01-01T00:00:00Z"}"#)
    try run("s/a/self", #"{"id": "self", "parent": "self"}"#)
    try run("t/a/c3", #"{"id": "c3", "parent": "p"}"#)
    let catalog = try catalog("s", "t")
    #expect(catalog.children(of: try catalog.find("p")).map(\.header.id) == ["c2", "c1"])
    #expect(catalog.children(of: try catalog.find("self")).map(\.header.id) == [])
  }

  @Test("reads the headers that reading whole runs gives")
  func headers() throws {
    try folder.write([
      "mlruns/0/meta.yaml": "artifact_location: x\nexperiment_id: '0'\nlifecycle_stage: active\nname: Default\n",
      "mlruns/0/r1/meta.yaml":
        "experiment_id: '0'\nrun_id: r1\nrun_name: one\nstatus: 3\nstart_time: 1700000000000\nend_time: 1700000001000\nlifecycle_stage: active\n",
      "mlruns/0/r1/metrics/loss": "1700000000000 0.5 0\n", "mlruns/0/r1/params/lr": "0.1",
      "mlruns/0/r1/tags/mlflow.parentRunId": "r0",
    ])
    let reader = try StoreReader(
      locations: [Checkout.sampleRuns, folder.path + "/mlruns"], options: ReadingOptions(), jobs: 2,
      reporting: DiagnosticCollector())
    let catalog = try RunCatalog(reader, reporting: DiagnosticCollector())
    #expect(catalog.entries.count == 85)
    for entry in catalog.entries {
      let whole = try #require(
        catalog.store(of: entry).load(entry.reference, reporting: DiagnosticCollector())?.header)
      let header = entry.header
      #expect(header.id == whole.id && header.name == whole.name && header.status == whole.status)
      #expect(header.parent == whole.parent && header.start == whole.start && header.end == whole.end)
    }
  }
}

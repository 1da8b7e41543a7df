import Diagnostics
import Foundation
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("Runs in a file store and in the database beside it")
struct MLflowCopiesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([
      "mlruns/1/meta.yaml": "experiment_id: '1'\nlifecycle_stage: active\nname: both\n",
      "mlruns/1/shared/meta.yaml": "experiment_id: '1'\nrun_id: shared\nstatus: 3\n",
      "mlruns/1/old/meta.yaml": "experiment_id: '1'\nrun_id: old\nstatus: 3\n",
      "mlruns/0/meta.yaml": "experiment_id: '0'\nlifecycle_stage: active\nname: Default\n",
      "mlruns/2/meta.yaml": "experiment_id: '2'\nlifecycle_stage: active\nname: old and empty\n",
      "mlruns/3/meta.yaml": "experiment_id: '3'\nlifecycle_stage: active\nname: all moved\n",
      "mlruns/3/gone/meta.yaml": "experiment_id: '3'\nrun_id: gone\nstatus: 3\n",
      "mlruns/1/shared/artifacts/x.txt": "x",
    ])
    try SQLFixture.write(
      folder.path + "/mlflow.db",
      SQLFixture.schema2026 + [
        SQLFixture.experiment(0, "Default"), SQLFixture.experiment(1, "both"), SQLFixture.run("shared"),
        SQLFixture.run("gone", in: 1, stage: "deleted"), SQLFixture.run("new"),
      ])
  }

  private func runs(_ paths: [String]) throws -> [String] {
    let diagnostics = DiagnosticCollector()
    let stores = try paths.flatMap {
      try StoreDetection.stores(at: $0, options: ReadingOptions(), reporting: diagnostics)
    }
    return StoreDetection.withoutCopies(stores).flatMap { store in
      store.experiments(reporting: diagnostics).map { listing in
        "\(store.formatName) \(listing.experiment.name): " + listing.runs.map(\.key).joined(separator: " ")
      }
    }.sorted()
  }

  @Test("are listed once, whichever is named first")
  func listsOnce() throws {
    let expected = [
      "MLflow SQLite Default: ", "MLflow SQLite both: new shared", "MLflow files both: 1/old",
      "MLflow files old and empty: ",
    ]
    #expect(try runs([folder.path]) == expected)
    #expect(try runs([folder.path + "/mlruns", folder.path + "/mlflow.db"]) == expected)
    #expect(try runs([folder.path + "/mlflow.db", folder.path + "/mlruns"]) == expected)
  }

  @Test("are not taken for logs of another tool by what they left among their artifacts")
  func leavesArtifacts() throws {
    let run = String(repeating: "0a", count: 16)
    let log = "step,loss\n1,0.5\n2,0.4\n"
    try folder.write(["mlartifacts/1/\(run)/artifacts/train_log.csv": log, "elsewhere/train_log.csv": log])
    let found = try StoreDetection.stores(at: folder.path, options: ReadingOptions(), reporting: DiagnosticCollector())
    let logs = try #require(found.first { $0.formatName == "CSV logs" })
    #expect(logs.folders == [folder.path + "/elsewhere"])
  }

  @Test("are listed where only the folder is asked for, and where they are not beside one another")
  func listsAlone() throws {
    let alone = try runs([folder.path + "/mlruns"])
    #expect(alone.contains("MLflow files both: 1/old 1/shared") && alone.contains("MLflow files all moved: 3/gone"))
    try FileManager.default.createDirectory(atPath: folder.path + "/apart", withIntermediateDirectories: true)
    try FileManager.default.moveItem(atPath: folder.path + "/mlflow.db", toPath: folder.path + "/apart/mlflow.db")
    #expect(try runs([folder.path]).contains("MLflow files both: 1/old 1/shared"))
  }
}

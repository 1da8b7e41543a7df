import Diagnostics
import Foundation
import RunModel
import TestSupport
import Testing

@testable import RunStores

/// Real databases, with what MLflow's own client says of them; as in `MLflowConformanceTests`.
@Suite(
  "MLflow's own client agrees on databases", .enabled(if: Truth.isPresent, "no ../shared/data beside the checkout"))
struct MLflowDatabaseConformanceTests {
  @Test(
    "in files of SQLite",
    arguments: [
      ("mlflow-sqlite/tipresias+augury/db/mlflow.db", "truth/mlflow/sqlite_tipresias+augury_db_mlflow.db.json", 8),
      (
        "mlflow-sqlite/1234525344+stock-quant/mlflow.db", "truth/mlflow/sqlite_1234525344+stock-quant_mlflow.db.json", 1
      ),
      ("mlflow-sqlite/EconoBen+mltrack/mlruns.db", "truth/mlflow/sqlite_EconoBen+mltrack_mlruns.db.json", 0),
      ("generated/mlflow/sqlite/mlflow.db", "generated/mlflow/truth_sqlite.json", 50),
    ])
  func realDatabase(path: String, truth: String, runCount: Int) throws {
    let truth = try Truth.read(truth)
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    let before = try FolderState(Truth.folder + "/" + folder)
    let diagnostics = DiagnosticCollector()
    let stores = try StoreDetection.stores(
      at: Truth.folder + "/" + folder, options: ReadingOptions(includesDeleted: true), reporting: diagnostics)
    let store = try #require(stores.first { $0.formatName == "MLflow SQLite" })
    let comparison = MLflowComparison.of(store, with: truth, reporting: diagnostics)
    print("\(path): compared \(comparison.summary)")
    #expect(comparison.runs == runCount)
    #expect(comparison.differences == [])
    #expect(diagnostics.sorted.map(\.description) == [])
    #expect(try FolderState(Truth.folder + "/" + folder) == before)
  }

  @Test("in a file, in one pass as without an index")
  func withoutIndex() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/mlflow.db"
    try Data(contentsOf: URL(fileURLWithPath: Truth.folder + "/generated/mlflow/sqlite/mlflow.db"))
      .write(to: URL(fileURLWithPath: copy))
    try SQLFixture.write(
      copy,
      [
        "DROP INDEX index_metrics_run_uuid", "DROP INDEX index_metrics_run_uuid_key_step",
        "DROP INDEX index_tags_run_uuid",
      ])
    let diagnostics = DiagnosticCollector()
    let store = try #require(
      StoreDetection.stores(at: copy, options: ReadingOptions(includesDeleted: true), reporting: diagnostics).first)
    #expect(store.batchSize > 1_000_000)
    var truth = try Truth.read("generated/mlflow/truth_sqlite.json")
    truth.dropArtifacts()
    let comparison = MLflowComparison.of(store, with: truth, reporting: diagnostics)
    #expect(comparison.runs == 50)
    #expect(comparison.differences == [])
  }
}

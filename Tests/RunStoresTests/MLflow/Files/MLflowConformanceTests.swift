import Diagnostics
import RunModel
import RunStores
import Testing

/// Real stores, with what MLflow's own client says of them.
///
/// The data is large and of several licences, so it stands beside the checkout (`../shared/data`) and not in
/// it; without it these tests are skipped.
@Suite("MLflow's own client agrees", .enabled(if: Truth.isPresent, "no ../shared/data beside the checkout"))
struct MLflowConformanceTests {
  @Test("on real stores", arguments: Truth.realStores)
  func realStore(name: String) throws {
    let truth = try Truth.read("truth/mlflow/\(name)_mlruns.json")
    try compare("mlflow-filestore/\(name)/mlruns", with: truth)
  }

  @Test("on the generated store, point by point")
  func generatedStore() throws {
    try compare("generated/mlflow/filestore/mlruns", with: Truth.read("generated/mlflow/truth_file.json"))
  }

  private func compare(_ store: String, with truth: Truth) throws {
    let diagnostics = DiagnosticCollector()
    let path = Truth.folder + "/" + store
    let reader = MLflowFileStore(location: store, path: path, options: ReadingOptions(includesDeleted: true))
    #expect(MLflowFileStore.recognises(path))
    let listings = reader.experiments(reporting: diagnostics)
    var comparison = MLflowComparison()
    comparison.expect("experiments", listings.map(\.key).sorted(), truth.experiments.map(\.key).sorted())
    for expected in truth.experiments {
      guard let listing = listings.first(where: { $0.key == expected.key }) else { continue }
      comparison.compare(listing, with: expected) { reader.load($0, reporting: diagnostics) }
    }
    print("\(store): compared \(comparison.summary)")
    #expect(comparison.runs > 0)
    #expect(comparison.differences == [])
    #expect(diagnostics.sorted.map(\.description) == [])
  }
}

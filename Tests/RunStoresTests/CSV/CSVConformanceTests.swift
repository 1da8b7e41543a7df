import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Real training logs", .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct CSVConformanceTests {
  struct Row: Sendable, CustomStringConvertible {
    var truth: String
    var root: String
    /// What leads from the truth's paths to those below `root`.
    var prefix: String
    var runs: Int
    var series: Int
    var points: Int

    var description: String { root }
  }

  @Test(
    "of Lightning hold what an independent reader found in each",
    arguments: [
      Row(truth: "lightning.json", root: "lightning-csv", prefix: "", runs: 166, series: 489, points: 19_086),
      Row(
        truth: "lightning-generated.json", root: "generated/small/lightning", prefix: "", runs: 1, series: 7, points: 53
      ),
    ])
  func lightning(row: Row) throws {
    let truth = try SmallTruth.read(row.truth)
    let contents = try StoreContents(at: Checkout.sharedData + "/" + row.root)
    #expect(contents.stores.map(\.formatName) == ["CSV logs"])
    #expect(contents.diagnostics.map(\.description) == [])
    var (differences, series, points) = ([String](), 0, 0)
    for loaded in contents.runs {
      guard let expected = truth[row.prefix + loaded.key] else {
        differences.append("\(loaded.key) is not in the truth")
        continue
      }
      let compared = expected.differences(from: loaded.run)
      differences += compared.found.map { "\(loaded.key) \($0)" }
      series += compared.series
      points += compared.points
    }
    print("\(row.root): compared \(contents.runs.count) runs, \(series) series, \(points) points")
    #expect(differences == [])
    #expect(Set(truth.keys) == Set(contents.runs.map { row.prefix + $0.key }))
    #expect([contents.runs.count, series, points] == [row.runs, row.series, row.points])
  }

  @Test("have the parameters of hparams.yaml, Python's tags looked past")
  func parameters() throws {
    let contents = try StoreContents(at: Checkout.sharedData + "/generated/small/lightning")
    #expect(contents.names == ["lightning · version_0"])
    let run = try #require(contents.run)
    #expect(
      run.header.parameters.map { "\($0.name)=\($0.value)" } == [
        #"callbacks=["torch.nn.modules.activation.ReLU"]"#, "empty=null", "lr=0.001", "model.depth=3",
        #"path=["/", "data"]"#,
      ])
  }
}

import TestSupport
import Testing

@testable import Pages

@Suite("The weight of an experiment's page")
struct ExperimentWeightTests {
  @Test("with 20 charts of 10 runs is below 1 MB, however noisy the lines")
  func isLight() throws {
    var random = RandomNumbers(seed: 1)
    let runs = (0..<10).map { run in
      let metrics = (0..<20).map { metric in
        // Enough values for a band in every column.
        ("metric \(metric)", (0..<1500).map { _ in Double.random(in: 0...1, using: &random) })
      }
      return SmallSite.run("run-\(run)", Dictionary(uniqueKeysWithValues: metrics), start: Int64(run))
    }
    let output = try SmallSite.files(try SmallSite.make([("e", runs)]), jobs: "experiments/e")
    let path = try #require(output.files.keys.first { $0.hasSuffix("/index.html") && !$0.contains("run-") })
    let page = output.text(path)
    #expect(page.ranges(of: "<svg class=\"chart\"").count == 20)
    #expect(page.utf8.count < 1_000_000, "\(page.utf8.count)")
  }
}

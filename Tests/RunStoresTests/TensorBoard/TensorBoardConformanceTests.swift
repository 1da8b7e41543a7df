import Diagnostics
import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

/// Real logdirs and made ones, with what TensorBoard's own readers say of them.
@Suite(
  "TensorBoard's own readers agree", .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct TensorBoardConformanceTests {
  /// A logdir and where the truth about it is, below the shared data, and how many runs and points it must have.
  struct Row: Sendable, CustomTestStringConvertible {
    var logdir: String
    var points: String
    var statistics: String
    var runs: Int
    var shown: Int

    var testDescription: String { logdir }

    static func real(_ name: String, runs: Int, shown: Int) -> Row {
      Row(
        logdir: "tensorboard/\(name)", points: "truth/tensorboard/\(name).json",
        statistics: "truth/tensorboard-stats/\(name).json", runs: runs, shown: shown)
    }

    static func generated(_ name: String, runs: Int, shown: Int) -> Row {
      Row(
        logdir: "generated/tensorboard/logs/\(name)", points: "truth/generated-tb/scalars_\(name).json",
        statistics: "truth/generated-tb/stats_\(name).json", runs: runs, shown: shown)
    }
  }

  static let rows: [Row] = [
    .real("ARM-software+keyword-transformer", runs: 4, shown: 1278),
    .real("Alwaysproblem+tensorboard-review", runs: 68, shown: 328),
    .real("janosh+tensorboard-reducer", runs: 9, shown: 2580),
    .generated("broken", runs: 9, shown: 447),
    .generated("hparams_x", runs: 4, shown: 6),
    // 25 points, of which one metric has 6 at one step: all are kept.
    .generated("numbers", runs: 1, shown: 25),
    .generated("restart", runs: 2, shown: 210),
    .generated("tensors", runs: 1, shown: 30),
  ]

  @Test("on every point, parameter, status, text and time", arguments: rows)
  func compares(row: Row) throws {
    let truth = try TensorBoardTruth(points: row.points, statistics: row.statistics)
    let runs = try load(row.logdir)
    var comparison = TensorBoardComparison()
    comparison.expect("runs", runs.keys.sorted(), truth.statistics.runs.keys.sorted())
    for (id, expected) in truth.statistics.runs {
      guard let run = runs[id] else { continue }
      comparison.compare(run, points: truth.points.runs[id]?.scalars ?? [:], with: expected)
    }
    print("\(row.logdir): compared \(comparison.summary)")
    #expect(comparison.differences == [])
    #expect(runs.count == row.runs)
    #expect(comparison.points == row.shown)
  }

  @Test("on tensors of half and bfloat16, which TensorBoard does not show")
  func exotic() throws {
    let run = try #require(try load("generated/tensorboard/logs/tensors_exotic")["."])
    let thirds = (0..<5).map { Float($0) / 3 }
    #expect(run.series.map(\.name) == ["bf16_content", "half_val"])
    #expect(run.series[0].values == thirds.map { Double(Float(bitPattern: $0.bitPattern & 0xFFFF_0000)) })
    #expect(zip(run.series[1].values, thirds).allSatisfy { abs($0 - Double($1)) <= Double($1) / 2048 })
    #expect(run.series.allSatisfy { $0.isSinglePrecision && $0.steps == [0, 1, 2, 3, 4] })
  }

  private func load(_ logdir: String) throws -> [String: Run] {
    let diagnostics = DiagnosticCollector()
    let stores = try StoreDetection.stores(
      at: Checkout.sharedData + "/" + logdir, options: ReadingOptions(), reporting: diagnostics)
    let store = try #require(stores.first)
    #expect(stores.map(\.formatName) == ["TensorBoard"])
    var runs: [String: Run] = [:]
    for reference in store.experiments(reporting: diagnostics).flatMap(\.runs) {
      let run = try #require(store.load(reference, reporting: diagnostics))
      #expect(runs.updateValue(run, forKey: run.header.id) == nil)
    }
    return runs
  }
}

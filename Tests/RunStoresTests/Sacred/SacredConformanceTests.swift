import Diagnostics
import Foundation
import RunModel
import RunStores
import TestSupport
import Testing

/// Real and generated stores, with what Python's `json` says of them.
@Suite("Sacred's own files agree", .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct SacredConformanceTests {
  struct Expected: Decodable {
    var status: String
    var experiment: String
    var start: String
    var stop: String?
    var series: [String: Statistics]
    var info_series: [String: Statistics]
  }

  struct Statistics: Decodable {
    var count: Int
    var nan: Int
    var last: Truth.Number
    var min: Truth.Number?
    var max: Truth.Number?
    var first_step: Int64
    var last_step: Int64
  }

  static let stores = [
    ("sacred/catniplab+ML-music-analysis", "sacred_catniplab", []),
    (
      "sacred/thomyphan+messy_smac", "sacred_thomyphan",
      ["values pickled by Python, such as tensors, cannot be read and are shown as NaN: 9"]
    ),
    ("generated/small/sacred_runs", "sacred_generated", []),
  ]

  @Test("on every run of real stores", arguments: stores)
  func store(store: String, truth: String, warnings: [String]) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Checkout.sharedData + "/truth/small/\(truth).json"))
    let expected = try JSONDecoder().decode([String: Expected].self, from: data)
    let diagnostics = DiagnosticCollector()
    let found = try StoreDetection.stores(
      at: Checkout.sharedData + "/" + store, options: ReadingOptions(), reporting: diagnostics)
    #expect(found.map(\.formatName) == ["Sacred"])
    var compared = (runs: 0, series: 0, points: 0)
    for listing in found[0].experiments(reporting: diagnostics) {
      for reference in listing.runs {
        // The truth may know more runs than the store here has.
        guard let truth = expected[reference.key], let run = found[0].load(reference, reporting: diagnostics) else {
          Issue.record("\(reference.key) is not in the truth or cannot be read")
          continue
        }
        compared.runs += 1
        #expect(listing.experiment.name == truth.experiment)
        #expect(
          run.header.start == TimeScanner.iso(truth.start) && run.header.end == truth.stop.flatMap(TimeScanner.iso))
        #expect((run.header.statusText ?? run.header.status.rawValue.uppercased()) == truth.status)
        let all = truth.series.merging(truth.info_series) { first, _ in first }
        #expect(run.series.map(\.name).sorted() == all.keys.sorted())
        for series in run.series {
          guard let statistics = all[series.name] else { continue }
          let numbers = series.values.filter { !$0.isNaN }
          let place = Comment(rawValue: "\(reference.key) \(series.name)")
          #expect(series.count == statistics.count, place)
          #expect(series.values.count { $0.isNaN } == statistics.nan, place)
          #expect(series.values.last?.description == statistics.last.value.description, place)
          #expect(numbers.min() == statistics.min?.value && numbers.max() == statistics.max?.value, place)
          #expect(series.steps.first == statistics.first_step && series.steps.last == statistics.last_step, place)
          compared.series += 1
          compared.points += series.count
        }
      }
    }
    print("\(store): compared \(compared.runs) runs, \(compared.series) series, \(compared.points) points")
    #expect(compared.runs > 1 && compared.runs <= expected.count)
    #expect(diagnostics.sorted.map(\.message) == warnings)
  }
}

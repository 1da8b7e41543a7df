import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("Real states of the Trainer", .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct TrainerConformanceTests {
  @Test("hold what an independent reader found in each")
  func realStates() throws {
    let truth = try SmallTruth.read("hf-trainer.json")
    let contents = try StoreContents(at: Checkout.sharedData + "/hf-trainer")
    #expect(contents.stores.map(\.formatName) == ["Hugging Face Trainer"])
    #expect(contents.diagnostics.map(\.description) == [])
    #expect(Set(contents.runs.map { $0.key + "/trainer_state.json" }) == Set(truth.keys))
    var totals: [String: [Int]] = [:]
    for loaded in contents.runs {
      let expected = try #require(truth[loaded.key + "/trainer_state.json"])
      let compared = expected.differences(from: loaded.run)
      #expect(compared.found == [])
      totals[String(loaded.key.prefix(5))] = [compared.series, compared.points]
      print("\(loaded.key): compared \(compared.series) series, \(compared.points) points")
    }
    #expect(totals == ["Nijat": [11, 2730], "aigon": [34, 1236]])
  }
}

import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

@Suite("A real folder of DVCLive", .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct DVCLiveConformanceTests {
  @Test("holds what an independent reader found in it")
  func generated() throws {
    let truth = try #require(try SmallTruth.read("dvclive-generated.json")["dvclive"])
    let contents = try StoreContents(at: Checkout.sharedData + "/generated/small/dvclive_out")
    #expect(contents.stores.map(\.formatName) == ["DVCLive"])
    #expect(contents.diagnostics.map(\.description) == [])
    #expect(contents.names == ["dvclive_out · dvclive"])
    let run = try #require(contents.run)
    let compared = truth.differences(from: run, more: ["best"])
    print("dvclive_out: compared \(compared.series) series, \(compared.points) points")
    #expect(compared.found == [])
    #expect([compared.series, compared.points] == [3, 21])
    let best = try #require(run.series("best"))
    #expect([best.values, best.steps.map(Double.init)] == [[0.9], [9]])
    #expect(run.records.map(\.name) == ["note"])
    #expect(run.records.first?.data == .string("txt"))
    #expect(run.series("train/loss")?.times.first == 1_795_470_307_596)
    #expect(run.header.parameters.map { "\($0.name)=\($0.value)" } == ["lr=0.1", "model.depth=3"])
    #expect(run.files.map(\.path) == [])
  }
}

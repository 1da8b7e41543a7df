import Diagnostics
import RunModel
import RunStores
import TestSupport
import Testing

/// Real downloads; what they say of themselves was read by eye.
@Suite("Real Azure ML downloads", .enabled(if: Checkout.hasSharedData, "no ../shared/data beside the checkout"))
struct AzureMLConformanceTests {
  struct Expected: Sendable {
    var store: String
    var experiment: String
    var id: String
    var parent: String?
    var status: RunStatus
    var start: Int64
    var end: Int64
    var error: String?
    var logs: [String]
    var systemLogCount: Int
  }

  static let table = [
    Expected(
      store: "fmussari+mslearn-aml-cli", experiment: "diabetes-mlflow-example", id: "mango_pizza_t4ddxk7vq5",
      parent: nil, status: .completed, start: 1_692_194_558_867, end: 1_692_194_566_939, error: nil,
      logs: ["user_logs/std_log.txt"], systemLogCount: 9),
    Expected(
      store: "kasjan2137+azure-ml-pipeline", experiment: "azure-ml-pipeline",
      id: "ebeb8029-b651-4f17-bb10-adb4e9042a86", parent: "tough_tray_vkndrpzld5", status: .failed,
      start: 1_769_975_622_000, end: 1_769_975_665_000,
      error: "Execution failed. User process 'python' exited with status code 1.",
      logs: ["user_logs/std_log.txt"], systemLogCount: 11),
  ]

  @Test("are read as their logs have it", arguments: table)
  func run(expected: Expected) throws {
    let diagnostics = DiagnosticCollector()
    let path = Checkout.sharedData + "/azureml/" + expected.store
    let stores = try StoreDetection.stores(at: path, options: ReadingOptions(), reporting: diagnostics)
    #expect(stores.count == 1)
    let listing = try #require(stores.first?.experiments(reporting: diagnostics).first)
    let run = try #require(stores.first?.load(listing.runs[0], reporting: diagnostics))
    #expect(listing.experiment.name == expected.experiment && listing.runs.map(\.key) == ["."])
    #expect(run.header.id == expected.id && run.header.parent == expected.parent)
    #expect(run.header.status == expected.status)
    #expect(run.header.start?.milliseconds == expected.start && run.header.end?.milliseconds == expected.end)
    #expect(run.header.error?.prefix(expected.error?.count ?? 0) == expected.error?[...])
    #expect(run.files.filter { $0.role == .log }.map(\.path) == expected.logs)
    #expect(run.files.count { $0.role == .systemLog } == expected.systemLogCount)
    #expect(run.files.count == expected.logs.count + expected.systemLogCount)
    #expect(diagnostics.sorted == [])
    print("\(expected.store): compared 1 run, \(run.files.count) files")
  }
}

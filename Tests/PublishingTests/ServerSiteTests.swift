import Diagnostics
import RunModel
import RunStores
import Synchronization
import TestSupport
import Testing

@testable import Publishing

@Suite("Building a site from a tracking server")
struct ServerSiteTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func build(_ address: String, reporting diagnostics: DiagnosticCollector) throws -> BuildSummary {
    let options = BuildOptions(
      locations: [address], output: folder.path + "/site", jobs: 2, now: Timestamp(milliseconds: 1_795_500_000_000))
    return try SiteBuilder(options).build(reporting: diagnostics)
  }

  @Test("shows a run that the server would not give this time as an earlier build read it")
  func keepsKnownRuns() throws {
    let isFailing = Atomic(false)
    let server = TestServer { request, _ in
      let run = #"{"info": {"run_id": "r1", "run_name": "steady", "status": "RUNNING", "start_time": 1000}}"#
      switch request.path {
      case "experiments/search": return .json(#"{"experiments": [{"experiment_id": "1", "name": "e"}]}"#)
      case "runs/search": return .json(#"{"runs": [\#(run)]}"#)
      case "runs/get": return isFailing.load(ordering: .relaxed) ? .status(500) : .json(#"{"run": \#(run)}"#)
      default: return .json("{}")
      }
    }
    let address = server.address.replacing("://", with: "://ana:s3cret@")
    let first = try build(address, reporting: DiagnosticCollector())
    #expect(first.runs == 1 && first.warningCount == 0)
    #expect(try folder.text("site/index.html").contains("127.0.0.1</title>"))

    isFailing.store(true, ordering: .relaxed)
    let diagnostics = DiagnosticCollector()
    let second = try build(address, reporting: diagnostics)
    #expect(second.runs == 1 && second.removed == 0)
    #expect(
      diagnostics.sorted.map(\.description) == [
        "run steady is shown as an earlier build read it",
        "\(server.address)/api/2.0/mlflow/runs/get?run_id=r1: the run cannot be read: the server failed (HTTP 500)",
      ])
    #expect(try folder.contents().values.allSatisfy { $0.firstRange(of: Array("s3cret".utf8)) == nil })
  }

  @Test("leaves the site alone when the server is gone")
  func keepsSite() throws {
    try folder.write(["site/keep.txt": "x"])
    #expect(throws: StoreFailure.self) { try build("http://127.0.0.1:1", reporting: DiagnosticCollector()) }
    #expect(folder.files == ["site/keep.txt"])
  }
}

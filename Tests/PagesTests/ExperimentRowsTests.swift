import Digests
import Foundation
import RunModel
import Testing

@testable import Pages

@Suite("One pass over the runs of an experiment")
struct ExperimentRowsTests {
  @Test(
    "puts each run once into the table, in the order of the data files, on as many pages as it takes",
    arguments: [(1, 1), (500, 1), (501, 2), (1000, 2)])
  func pages(runCount: Int, pageCount: Int) throws {
    // The first are the newest.
    let runs = (0..<runCount).map {
      SmallSite.run("run-\($0)", ["acc": [Double($0)]], start: Int64(2000 - $0) * 60_000)
    }
    let site = try SmallSite.make([("e", runs)])
    let plan = site.plan.experiments[0]
    let output = MemoryOutput()
    try ExperimentPages(site: site, index: 0).write(to: output)
    let pages = (1...pageCount).map { output.text(plan.tablePage($0)) }
    #expect(output.files[plan.tablePage(pageCount + 1)] == nil)
    let rows = pages.flatMap { page in
      page.matches(of: /<tr><th scope=row class=t><i class="k [^"]*"><\/i><a href="([^"]+)\/index\.html">/)
        .map { String($0.output.1.split(separator: "/").last ?? "") }
    }
    #expect(rows == site.plan.experiments[0].order.map { String(plan.runs[$0].folder.split(separator: "/")[2]) })
    let listed = try JSONDecoder().decode([Listed].self, from: Data(output.files[plan.runsJSON] ?? []))
    #expect(listed.map(\.run) == (0..<runCount).map { "run-\($0)" })
    let series = try JSONDecoder().decode([Listed].self, from: Data(output.files[plan.metricsJSON] ?? []))
    #expect(series.map(\.run) == listed.map(\.run))
    if pageCount > 1 {
      #expect(pages[1].contains("<span>501–\(runCount) of \(runCount) runs</span>"))
      #expect(pages[1].contains("<h1>Runs of e, page 2</h1>"))
    }
  }

  @Test("keeps the order where runs are so large that parts end before their time")
  func large() throws {
    let text = String(repeating: "x", count: 40_000)
    let runs = (0..<150).map { (number: Int) -> RunDigest in
      let parameters: [String: String] = number % 3 == 0 ? ["data": text + String(number)] : [:]
      let start = Int64(2000 - number) * 60_000
      return SmallSite.run(
        "run-\(number)", ["acc": [1, 2]], parameters: parameters, start: start, note: number % 2 == 0 ? text : nil)
    }
    let site = try SmallSite.make([("e", runs)])
    let plan = site.plan.experiments[0]
    let output = MemoryOutput()
    try ExperimentPages(site: site, index: 0).write(to: output)
    let listed = try JSONDecoder().decode([Listed].self, from: Data(output.files[plan.runsJSON] ?? []))
    #expect(listed.map(\.run) == (0..<150).map { "run-\($0)" })
    let series = try JSONDecoder().decode([Listed].self, from: Data(output.files[plan.metricsJSON] ?? []))
    #expect(series.map(\.run) == listed.map(\.run))
    let rows = output.text(plan.runsCSV).split(separator: "\n").dropFirst().map { $0.split(separator: ",")[1] }
    #expect(rows == listed.map { $0.run[...] })
    #expect(output.text(plan.page).components(separatedBy: "<tr><th scope=row class=t><i class=").count == 151)
  }

  private struct Listed: Decodable {
    var run: String
  }

  @Test("makes no table without runs, and data files that are empty lists")
  func empty() throws {
    let site = try SmallSite.make([("e", [])])
    let plan = site.plan.experiments[0]
    let output = MemoryOutput()
    try ExperimentPages(site: site, index: 0).write(to: output)
    #expect(output.text(plan.page).contains("No runs yet"))
    #expect(!output.text(plan.page).contains("<table class=runs>"))
    #expect(output.text(plan.metricsJSON) == "[\n]\n")
  }
}

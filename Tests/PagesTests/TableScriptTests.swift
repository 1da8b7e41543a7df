import Digests
import RunModel
import Testing

@testable import Pages

@Suite("The script's table of an experiment")
struct TableScriptTests {
  private func site(_ settings: String = "{}") throws -> Site {
    var runs = [
      SmallSite.run("a", ["acc": [0.5, 0.25], "cpu": [1, 2]], parameters: ["lr": "0.1", "seed": "1"]),
      SmallSite.run("bb", ["acc": [0.75, .nan], "cpu": [3]], parameters: ["lr": "0.2", "seed": "1"]),
      SmallSite.run("ccc", ["final": [2]], parameters: ["lr": "0.3", "seed": "1"]),
    ]
    runs[1].header.isDeleted = true
    runs[0].header.tags = [NamedValue("mlflow.note.content", "no"), NamedValue("team", "x")]
    return try SmallSite.make([("e", runs)], settings: settings)
  }

  /// The file with ids for the folders of runs.
  private func made(_ site: Site, _ path: (ExperimentPlan) -> String) throws -> String {
    let output = MemoryOutput()
    try ExperimentPages(site: site, index: 0).write(to: output)
    let plan = site.plan.experiments[0]
    return plan.runs.reduce(output.text(path(plan))) { text, run in
      text.replacing(String(run.folder.split(separator: "/")[2]), with: site.entry(run.place).id)
    }
  }

  @Test("has columns in the order of the static table, and what that leaves out after them")
  func columns() throws {
    let text = try made(try site(), \.tableScript)
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("\"") }.map { $0.split(separator: "\"")[0] }
    #expect(
      keys == [
        "metrics", "columns", "page", "run", "id", "status", "kind", "start", "duration", "deleted", "colour", "dash",
        "lines",
        "param.lr", "param.seed", "tag.team", "metric.acc.last", "metric.acc.min", "metric.acc.max",
        "metric.cpu.last", "metric.cpu.min", "metric.cpu.max", "metric.final.last",
      ])
    #expect(text.contains("\"deleted\":[,1,]"))
    #expect(text.contains("\"lines\":[2,1,]"))
    #expect(text.contains("\"decimals\":4,\"nonFinite\":[,1,],\"log\":1000}"))
    #expect(text.contains("\"metric.acc.last\":[0.25,NaN,]"))
    #expect(text.contains("\"metric.acc.max\":[0.5,0.75,]"))
    #expect(text.contains("\"metric.final.last\":[,,2,]"))
    #expect(!text.contains("\"cut\""))
    let more = try made(try site(), \.moreScript)
    #expect(more.contains("\"metric.acc.mean\":[0.375,0.75,],\n\"metric.acc.count\":[2,2,],"))
    #expect(!more.contains("final"))
  }

  @Test("says which columns settings hide, how numbers are shown, and has the order of settings")
  func settings() throws {
    let settings = """
      metrics: {acc: {format: percent, direction: higher}, cpu: {hidden: true}}
      columns: {hidden: [user, param.seed, metric.*.min]}
      sort: -metric.acc.max

      """
    let text = try made(try site(settings), \.tableScript)
    let hidden = #"["user","param.seed","metric.acc.min","metric.cpu.last","metric.cpu.min","metric.cpu.max"]"#
    #expect(text.contains("\"hidden\":" + hidden))
    #expect(text.contains(#""sort":"-metric.acc.max""#))
    #expect(text.contains(#"{"name":"acc","direction":"higher","origin":"settings","decimals":2,"format":"percent","#))
    #expect(text.contains(#""page":["bb","a","ccc"]"#))
    #expect(text.contains("\"metric.cpu.last\":[3,2,]"))
  }

  @Test("numbers its rows as the charts of the page do")
  func rows() throws {
    let site = try site("sort: -metric.acc.max\n")
    let output = MemoryOutput()
    try ExperimentPages(site: site, index: 0).write(to: output)
    let page = output.text(site.plan.experiments[0].page)
    // Best first: bb reached 0.75, and stands in the first row.
    #expect(page.contains("data-metric=\"acc\" data-runs=\"0 1\""))
    #expect(page.contains("data-metric=\"cpu\" data-runs=\"1\""))
  }

  @Test("of all experiments is those of each, one after the other")
  func joined() throws {
    let site = try SmallSite.make([
      ("one", [SmallSite.run("a", ["m": [1, 2]])]), ("two", [SmallSite.run("b"), SmallSite.run("c")]),
    ])
    let output = try SmallSite.files(site)
    for (all, path) in [(SitePlan.tableScript, \ExperimentPlan.tableScript), (SitePlan.moreScript, \.moreScript)] {
      #expect(output.text(all) == site.plan.experiments.map { output.text($0[keyPath: path]) }.joined())
      #expect(!output.text(all).isEmpty)
    }
  }

  @Test("all runs stand with children below their parents, newest parents first, and are indented")
  func trees() throws {
    let site = try SmallSite.make([
      ("one", [SmallSite.run("p", start: 1), SmallSite.run("c", start: 9, parent: "p"), SmallSite.run("q", start: 5)]),
      ("two", [SmallSite.run("r", start: 3), SmallSite.run("s", start: 4, parent: "r")]),
    ])
    #expect(site.allRunsInTrees.map { site.entry($0).id } == ["q", "r", "s", "p", "c"])
    #expect(site.allRuns.map { site.entry($0).id } == ["c", "q", "s", "r", "p"])
    let page = try SmallSite.files(site, jobs: SitePlan.allRuns()).text(SitePlan.allRuns())
    #expect(
      page.split(separator: "<tr>").compactMap { $0.contains("class=\"t i1\"") ? 1 : 0 } == [0, 0, 0, 0, 1, 0, 1])
  }
}

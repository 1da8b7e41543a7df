import Analysis
import Digests
import Fingerprints
import RunModel
import Settings
import Testing

@testable import Pages

@Suite("The script's table of an experiment")
struct TableScriptTests {
  private func run(_ id: String, _ values: [String: [Double]], isDeleted: Bool = false) -> RunDigest {
    var header = RunHeader(id: id, name: id, status: .completed)
    header.parameters = [NamedValue("lr", "0.\(id.utf8.count)"), NamedValue("seed", "1")]
    header.tags = [NamedValue("mlflow.note.content", "no"), NamedValue("team", "x")]
    header.isDeleted = isDeleted
    let series = values.sorted { $0.key < $1.key }.map { name, values in
      MetricSeries(
        name: name, steps: values.indices.map(Int64.init), times: values.map { _ in MetricSeries.noTime },
        values: values)
    }
    return RunDigest(Run(header: header, series: series))
  }

  private func site(_ settings: String) throws -> Site {
    let digests = MemoryDigests([
      run("a", ["acc": [0.5, 0.25], "cpu": [1, 2]]), run("bb", ["acc": [0.75, .nan], "cpu": [3]], isDeleted: true),
      run("ccc", ["final": [2]]),
    ])
    let index = ExperimentIndex(experiment: Experiment(id: "1", name: "e"), store: 0, key: "1", runs: digests.entries)
    let contents = SiteContents(
      title: "t", generatedAt: Timestamp(milliseconds: 0), stores: [], experiments: [index], artifactLimit: 0,
      settings: try Settings(Array(settings.utf8), file: "f"))
    return Site(
      contents, source: digests, program: .none, templates: try TemplateSet(overrides: [:]),
      assets: AssetSet(overrides: [:]))
  }

  /// The file without the hashes of folders.
  private func made(_ settings: String, _ path: (ExperimentPlan) -> String) throws -> String {
    let site = try site(settings)
    let output = MemoryOutput()
    try ExperimentPages(site: site, index: 0).write(to: output)
    let plan = site.plan.experiments[0]
    return plan.runs.reduce(output.text(path(plan))) { text, run in
      text.replacing(String(run.folder.split(separator: "/")[2]), with: site.entry(run.place).id)
    }
  }

  @Test("has columns in the order of the static table, and what that leaves out after them")
  func columns() throws {
    let text = try made("title: t\n", \.tableScript)
    let keys = text.split(separator: "\n").compactMap { line in
      line.hasPrefix("\"") ? line.split(separator: "\"")[0] : nil
    }
    #expect(
      keys == [
        "columns", "page", "run", "id", "status", "kind", "deleted", "colour", "dash", "lines", "param.lr",
        "param.seed", "tag.team", "metric.acc.last", "metric.acc.min", "metric.acc.max", "metric.cpu.last",
        "metric.cpu.min", "metric.cpu.max", "metric.final.last",
      ])
    #expect(text.contains("\"deleted\":[,1,]"))
    #expect(text.contains("\"lines\":[2,1,]"))
    #expect(text.contains("\"decimals\":4,\"nonFinite\":[,1,],\"log\":1000}"))
    #expect(text.contains("\"metric.acc.last\":[0.25,NaN,]"))
    #expect(text.contains("\"metric.acc.max\":[0.5,0.75,]"))
    #expect(text.contains("\"metric.final.last\":[,,2,]"))
    #expect(!text.contains("\"cut\""))
    let more = try made("title: t\n", \.moreScript)
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
    let text = try made(settings, \.tableScript)
    #expect(
      text.contains(
        #""hidden":["user","param.seed","metric.acc.min","metric.cpu.last","metric.cpu.min","metric.cpu.max"]"#))
    #expect(text.contains(#"{"name":"acc","direction":"higher","style":"percent","decimals":2,"#))
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
}

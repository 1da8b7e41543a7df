import Digests
import Fingerprints
import RunModel
import RunTables
import Settings
import Testing

@testable import Pages

@Suite("The order of an experiment's table")
struct TableOrderTests {
  private func run(_ id: String, parent: String? = nil, start: Int64, _ values: [Double], lr: String? = nil)
    -> RunDigest
  {
    var header = RunHeader(id: id, name: id, status: .completed)
    header.parent = parent
    header.start = Timestamp(milliseconds: start)
    header.parameters = lr.map { [NamedValue("lr", $0)] } ?? []
    header.tags = [NamedValue("team", id)]
    let series = MetricSeries(
      name: "acc", steps: values.indices.map(Int64.init), times: values.map { _ in MetricSeries.noTime }, values: values
    )
    return RunDigest(Run(header: header, series: values.isEmpty ? [] : [series]))
  }

  private func site(_ sort: String) throws -> Site {
    let digests = MemoryDigests([
      run("p", start: 1, []), run("c1", parent: "p", start: 2, [0.5, 0.1], lr: "1e-2"),
      run("c2", parent: "p", start: 3, [0.9], lr: "0.1"), run("q", start: 9, [0.2, .nan]),
      run("r", start: 8, [0.7, 0.3]),
    ])
    let index = ExperimentIndex(experiment: Experiment(id: "1", name: "e"), store: 0, key: "1", runs: digests.entries)
    let contents = SiteContents(
      title: "t", generatedAt: Timestamp(milliseconds: 0), stores: [], experiments: [index], artifactLimit: 0,
      settings: try Settings(Array("sort: '\(sort)'\n".utf8), file: "f"))
    return Site(
      contents, source: digests, program: .none, templates: try TemplateSet(overrides: [:]),
      assets: AssetSet(overrides: [:]))
  }

  @Test(
    "is that of settings, with children below their parents and runs without a value last",
    arguments: [
      ("-metric.acc.max", "r q p c2 c1"), ("metric.acc", "r q p c1 c2"), ("-acc.first", "r q p c2 c1"),
      ("param.lr", "q r p c1 c2"), ("lr", "q r p c1 c2"), ("run", "p c1 c2 q r"), ("-id", "r q p c2 c1"),
      ("start", "p c1 c2 r q"), ("tag.team", "p c1 c2 q r"), ("metric.acc.best_step", "q r p c1 c2"),
      ("nosuch", "q r p c1 c2"), ("status", "q r p c1 c2"),
    ])
  func sorts(_ sort: String, _ expected: String) throws {
    let site = try site(sort)
    let runs = site.contents.experiments[0].runs
    #expect(try site.order(0).map { runs[$0].id }.joined(separator: " ") == expected)
    #expect(site.plan.experiments[0].order.map { runs[$0].id } == ["q", "r", "p", "c1", "c2"])
  }

  @Test("opens no digest for what the index knows")
  func opensNoDigest() throws {
    let site = try site("-start")
    #expect(try site.order(0).count == 5)
  }
}

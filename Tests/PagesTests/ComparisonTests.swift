import Digests
import Markup
import RunModel
import Settings
import Testing

@testable import Pages

@Suite("Comparing the runs of an experiment")
struct ComparisonTests {
  private func run(
    _ id: String, _ metrics: [String: [Double]] = [:], parameters: [String: String] = [:], start: Int64 = 0
  )
    -> RunDigest
  {
    var header = RunHeader(id: id, name: id)
    header.start = Timestamp(milliseconds: start)
    header.parameters = parameters.map { NamedValue($0.key, $0.value) }.sorted { $0.name < $1.name }
    let series = metrics.sorted { $0.key < $1.key }.map { name, values in
      MetricSeries(
        name: name, steps: values.indices.map(Int64.init), times: values.map { _ in MetricSeries.noTime },
        values: values)
    }
    return RunDigest(Run(header: header, series: series))
  }

  private func view(
    _ runs: [RunDigest], primary: String? = nil, settings: Settings = Settings()
  ) throws -> (ExperimentView, ExperimentIndex) {
    var experiment = Experiment(id: "1", name: "e")
    experiment.primaryMetric = primary
    let digests = MemoryDigests(runs)
    let index = ExperimentIndex(experiment: experiment, store: 0, key: "1", runs: digests.entries)
    let digest = try digests.digest(of: index, under: settings)
    return (ExperimentView(digest, of: index, under: settings), index)
  }

  @Test("ranks by the primary metric's best value in its direction")
  func ranks() throws {
    let runs = [
      run("a", ["val/loss": [1, 3]]), run("b", ["val/loss": [2, 0.5]]), run("c"), run("d", ["val/loss": [.nan, .nan]]),
    ]
    let (view, index) = try view(runs)
    #expect(view.primary == PrimaryMetric(name: "val/loss", isDeclared: false))
    #expect(view.charted.map { index.runs[$0].id } == ["b", "a", "d"])
    #expect(view.metrics.first?.digest.leader.map { index.runs[$0].id } == "b")
  }

  @Test("takes the declared primary metric, and falls back when no run has it")
  func choosesPrimary() throws {
    let runs = [run("a", ["x": [1], "val/accuracy": [1]])]
    #expect(try view(runs, primary: "x").0.primary == PrimaryMetric(name: "x", isDeclared: true))
    #expect(try view(runs, primary: "gone").0.primary == PrimaryMetric(name: "val/accuracy", isDeclared: false))
  }

  @Test("tells what differs from what is the same for all")
  func splitsParameters() throws {
    let runs = [
      run("a", parameters: ["lr": "0.1", "seed": "7", "extra": "x"]), run("b", parameters: ["lr": "0.2", "seed": "7"]),
      run("queued"),
    ]
    let view = try view(runs).0
    #expect(view.differing.map(\.name) == ["lr", "extra"])
    #expect(view.common == [NamedValue("seed", "7")])
  }

  @Test("charts at most eight runs, the best, and says how many there were")
  func limitsCharts() throws {
    let runs = (0..<20).map { run("r\($0)", ["accuracy": [0, Double($0)]], start: Int64($0)) }
    let (view, index) = try view(runs)
    #expect(view.charted.map { index.runs[$0].id } == (12..<20).reversed().map { "r\($0)" })
    #expect(view.drawableCount == 20)
  }

  @Test("gives runs colours that differ as long as there are any, and keep when new runs come")
  func colours() {
    let old = (0..<8).map { "r\($0)" }
    let choices = RunStyle.choices(for: old.reversed())
    #expect(Set(choices.map(\.colour)).count == 8)
    let grown = RunStyle.choices(for: (old + ["new"]).reversed())
    #expect(Array(grown.dropFirst()) == choices)
    let many = RunStyle.choices(for: (0..<32).map { "m\($0)" })
    #expect(Set(many).count == 32)
  }

  @Test(
    "rounds a column one way, unless its numbers are too far apart",
    arguments: [
      ([0.95777, 0.5], ["0.9578", "0.5000"]), ([12.3456, 1], ["12.346", "1.000"]), ([1, 20, 300], ["1", "20", "300"]),
      ([0.1, 0.00001], ["0.1", "1e\u{2212}05"]), ([.nan, .infinity, 1.5], ["NaN", "∞", "1.5000"]),
      ([12345.678, 1.5], ["12,345.7", "1.5"]),
    ])
  func formatsColumns(values: [Double], texts: [String]) {
    let format = ColumnFormat(values)
    #expect(values.map(format.text) == texts)
  }

  @Test(
    "cuts the start of long paths that runs are called by, since their ends tell them apart",
    arguments: [
      ("short", "short"), ("logs/run-1/train", "logs/run-1/train"),
      (String(repeating: "experiments/", count: 4) + "run-1/train", "…/experiments/experiments/run-1/train"),
      (String(repeating: "x", count: 60), String(repeating: "x", count: 60)),
      (String(repeating: "y", count: 60) + "/", String(repeating: "y", count: 60) + "/"),
      ("a/" + String(repeating: "z", count: 60), "…/" + String(repeating: "z", count: 60)),
    ])
  func cutsPaths(name: String, shown: String) {
    var writer = MarkupWriter()
    writer.runLink("page.html", name)
    #expect(writer.string.hasSuffix(">\(shown)</a>"))
    #expect(writer.string.contains("title=\"\(name)\"") == (shown != name))
  }
}

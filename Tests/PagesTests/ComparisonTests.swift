import Digests
import Markup
import RunModel
import RunTables
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
    #expect(Set(choices.map(\.colour)).count == 8 && choices.allSatisfy { $0.dash == 0 })
    let grown = RunStyle.choices(for: (old + ["new"]).reversed())
    #expect(Array(grown.dropFirst()) == choices)
    let many = RunStyle.choices(for: (0..<32).map { "m\($0)" })
    #expect(Set(many).count == 32)
  }

  @Test(
    "draws what charts show as solid lines in colours of their own, however many runs there are",
    arguments: [9, 24, 32, 500])
  func solidLines(count: Int) {
    let runs = (0..<count).map { "run \($0)" }
    for seed in 0..<20 {
      let drawn = (0..<8).map { ($0 * (seed + 1) + seed) % count }
      let choices = RunStyle.choices(for: runs, drawn: drawn)
      let solid = choices.indices.filter { choices[$0].dash == 0 }
      #expect(solid.count == 8 && Set(drawn).isSubset(of: solid))
      #expect(Set(solid.map { choices[$0].colour }).count == 8)
      #expect(Set(choices).count == min(count, 32))
    }
  }

  @Test("gives few runs another style when another run is among the best")
  func keepsStyles() {
    let runs = (0..<500).map { "run \($0)" }
    let before = RunStyle.choices(for: runs, drawn: Array(10..<18))
    let after = RunStyle.choices(for: runs, drawn: [400] + (10..<17))
    #expect(zip(before, after).count { $0 != $1 } <= 16)
    // Those that stay among them keep theirs, but one may come back to the colour of its id.
    #expect((10..<17).count { before[$0] != after[$0] } <= 1)
    #expect(RunStyle.choices(for: runs, drawn: (10..<18).reversed()) == before)
  }

  @Test("keeps colours on a page that draws other runs, and gives each colour one solid line")
  func stylesOfViews() {
    let runs = (0..<24).map { "run \($0)" }
    let usual = RunStyle.choices(for: runs, drawn: Array(0..<8))
    let colour = usual[0].colour
    let alike = usual.indices.filter { usual[$0].colour == colour }
    #expect(alike.count == 3)
    let two = RunStyle.choices(usual, drawing: alike.dropFirst())
    #expect(alike.dropFirst().map { two[$0].dash }.sorted() == [0, 1])
    #expect(two.map(\.colour) == usual.map(\.colour))
    #expect(usual.indices.filter { !alike.contains($0) }.allSatisfy { two[$0] == usual[$0] })
    // The one that is solid elsewhere is so here, wherever it stands.
    #expect(RunStyle.choices(usual, drawing: alike.reversed()) == usual)
    #expect(RunStyle.choices(usual, drawing: []) == usual)
  }

  @Test("draws the best as solid lines where no run has a line")
  func solidWithoutLines() throws {
    let runs = (0..<20).map { run("r\($0)", ["accuracy": [Double($0 % 10)]], start: Int64($0)) }
    let (view, index) = try view(runs)
    #expect(view.charted.isEmpty && view.compared.count == 8)
    #expect(view.compared.prefix(2).map { index.runs[$0].id } == ["r19", "r9"])
    #expect(view.compared.allSatisfy { view.styles[$0].dash == 0 })
    #expect(Set(view.compared.map { view.styles[$0].colour }).count == 8)
  }

  @Test(
    "rounds a column one way, unless its numbers are too far apart",
    arguments: [
      ([0.95777, 0.5], ["0.9578", "0.5000"]), ([12.3456, 1], ["12.346", "1.000"]), ([1, 20, 300], ["1", "20", "300"]),
      ([0.1, 0.00001], ["0.1", "1e\u{2212}05"]), ([.nan, .infinity, 1.5], ["NaN", "∞", "1.5000"]),
      ([12345.678, 1.5], ["12,345.7", "1.5"]), ([0.609, 0.000124], ["0.60900", "0.00012"]),
    ])
  func formatsColumns(values: [Double], texts: [String]) {
    let format = ColumnFormat(values)
    #expect(values.map(format.text) == texts)
  }

  private func settings(_ text: String) throws -> Settings { try Settings(Array(text.utf8), file: "runreport.yaml") }

  @Test("ranks by the direction settings give, and stops guessing where they say none")
  func followsDirections() throws {
    let runs = [run("a", ["val/loss": [1, 3], "acc": [1]]), run("b", ["val/loss": [2, 0.5], "acc": [2]])]
    let higher = try view(runs, settings: settings("metrics: {val/*: {direction: higher}}\n"))
    let column = try #require(higher.0.metric(named: "val/loss"))
    #expect(column.best == 3 && column.digest.leader.map { higher.1.runs[$0].id } == "a")
    #expect(column.directionText == "higher is better (runreport.yaml)")
    let none = try view(runs, settings: settings("metrics: {val/loss: {direction: none}}\n")).0
    #expect(none.metric(named: "val/loss")?.direction == nil && none.metric(named: "val/loss")?.best == nil)
    #expect(none.primary?.name == "acc")
  }

  @Test("leaves out what settings hide, and never ranks by it")
  func hides() throws {
    let runs = [
      run(
        "a", ["val/accuracy": [1, 2], "val/loss": [1, 2], "n": [1]], parameters: ["lr": "1", "seed": "1", "x": "y"]),
      run("b", ["val/accuracy": [1, 3], "val/loss": [1, 2]], parameters: ["lr": "2", "seed": "2", "x": "y"]),
    ]
    let settings = try settings(
      "metrics: {val/accuracy: {hidden: true}}\ncolumns: {hidden: [seed, x, metric.*.min, metric.n, duration]}\n")
    let view = try view(runs, primary: "val/accuracy", settings: settings).0
    #expect(view.metrics.map(\.name) == ["val/loss", "n"] && view.primary?.name == "val/loss")
    #expect(view.differing.map(\.name) == ["lr"] && view.common == [])
    let shape = ExperimentTableShape(view, runCount: 2, settings: settings)
    #expect(shape.metrics.map(\.column.name) == ["val/loss"])
    #expect(shape.metrics.map(\.aggregates) == [[.last, .max]])
    #expect(shape.table.hasStatus)
    #expect(shape.table.sections.flatMap(\.columns).compactMap { $0?.key.plain }.last == "start")
    // run, status, start, duration, three parameters, two metrics of three columns and one of one.
    #expect(shape.hidden.total == 14 && shape.hidden.count == 8)
  }

  private static let formatCases: [(String, [Double], [String])] = [
    ("percent", [0.91254, 0.5], ["91.25%", "50.00%"]), ("percent", [0.00001, .nan], ["0.001000%", "NaN"]),
    ("scientific", [0.5, 1234, -.infinity], ["5e\u{2212}01", "1.234e03", "\u{2212}∞"]),
    ("3", [1.23456, 1e-9], ["1.235", "0.000"]), ("0", [1.6], ["2"]),
    ("bytes", [4_100_000, 12, -2500], ["4.1 MB", "12 B", "\u{2212}2.5 KB"]),
    ("seconds", [0.0123, 3720, 9.5, -1], ["0.0123s", "1h 02m", "9.5s", "\u{2212}1s"]),
  ]

  @Test("writes numbers as settings want", arguments: formatCases)
  func formats(_ format: String, _ values: [Double], _ texts: [String]) throws {
    let wanted = try settings("metrics: {m: {format: \(format)}}\n").rule(for: "m").format
    let column = ColumnFormat(ValueExtent(values), wanted)
    #expect(values.map(column.text) == texts)
    for value in values {
      var writer = MarkupWriter()
      writer.numberCell(value, format: column)
      #expect(writer.string.hasSuffix(">" + column.text(value)))
    }
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

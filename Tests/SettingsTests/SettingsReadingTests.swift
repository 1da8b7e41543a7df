import Masking
import RunTables
import TestSupport
import Testing

@testable import Settings

@Suite("Settings")
struct SettingsReadingTests {
  private func read(_ text: String, file: String = "runreport.yaml") throws -> Settings {
    try Settings(Array(text.utf8), file: file)
  }

  @Test("Everything docs/settings.md shows is read")
  func documented() throws {
    let settings = try read(try #require(Documents.example))
    #expect(settings.title == "Nightly models")
    #expect(settings.stores == ["runs", "mlflow.db"])
    #expect(settings.rule(for: "accuracy").direction == .higher)
    #expect(settings.rule(for: "accuracy").format == .percent)
    #expect(settings.rule(for: "val/loss").format == .decimals(4))
    #expect(settings.rule(for: "val/loss").unit == "nats")
    #expect(settings.rule(for: "epoch").direction == MetricRule.Direction.none)
    #expect(settings.rule(for: "system/cpu").isHidden == true)
    #expect(settings.rule(for: "loss") == MetricRule(NamePattern("loss")))
    #expect(settings.hides(.parameter("seed")) && settings.hides(.fact(.user)))
    #expect(settings.hides(.metric("system/cpu", .max)) && !settings.hides(.metric("accuracy", .max)))
    #expect(settings.sort?.written == "-metric.accuracy.max")
    #expect(settings.artifactLimit == 10_000_000)
    #expect(settings.masking.added == [.init(name: "staff number", pattern: #"\bE-\d{6}\b"#)])
    #expect(settings.masking.off == [.mailAddress])
    #expect(
      settings.charts.map(\.kind) == [.scatter(x: .parameter("lr"), y: .metric("accuracy", .max))])
    #expect(settings.charts[0].log == .init(x: true, y: false))
    let view = try #require(settings.views.first)
    #expect(view.name == "Learning rates" && view.experiment?.text == "wine-*" && view.runs == ["lunar-comet-107"])
    #expect(view.filter?.text == "status:completed lr<0.01")
    #expect(view.columns == [.parameter("lr"), .metric("accuracy", .max)])
    #expect(view.group == .parameter("model") && view.baseline == "lunar-comet-107")
    #expect(view.note == "Which learning rate to take.")
    #expect(
      view.charts.map(\.kind) == [
        .line(metric: "val/loss"), .bar(.metric("accuracy", .max)),
        .scatter(x: .parameter("lr"), y: .metric("accuracy", .max)),
        .parallel([.parameter("lr"), .parameter("dropout"), .metric("accuracy", .max)]),
        .best(.metric("accuracy", .max)),
      ])
    let line = view.charts[0]
    #expect(line.x == .time && line.log == .init(x: false, y: true) && line.smoothing == 0.6 && line.clipsOutliers)
    #expect(line.legend?.text == "{run} lr {param.lr}" && line.title == "Validation loss")
  }

  @Test("An empty file, or one of comments, says nothing")
  func empty() throws {
    for text in ["", "# nothing yet\n", "{}\n"] {
      let settings = try read(text)
      #expect(settings.title == nil && settings.views.isEmpty)
      #expect(settings.file == "runreport.yaml")
    }
  }

  @Test("Paths are relative to the file, addresses and whole paths stay")
  func paths() throws {
    let text = "stores: [runs, /data/mlruns, 'https://host:5000', ../x.db]\n"
    #expect(
      try read(text, file: "etc/runreport.yaml").stores
        == ["etc/runs", "/data/mlruns", "https://host:5000", "etc/../x.db"])
    #expect(try read(text).stores == ["runs", "/data/mlruns", "https://host:5000", "../x.db"])
  }

  @Test("Of two rules that fit a metric the first that says a thing counts for it")
  func firstRule() throws {
    let settings = try read(
      """
      metrics:
        train/loss: {unit: nats}
        "*loss": {direction: lower, unit: bits, hidden: true}
        train/*: {direction: higher, format: 3, hidden: false}
      """)
    let rule = settings.rule(for: "train/loss")
    #expect(rule.unit == "nats" && rule.direction == .lower && rule.format == .decimals(3) && rule.isHidden == true)
  }

  @Test("Columns are hidden by key, by name and by pattern")
  func hidden() throws {
    let settings = try read(
      "columns: {hidden: [seed, metric.*.min, 'loss.max', \"param.batch size\", '\"tag.a b\"']}\n")
    for key: ColumnKey in [
      .parameter("seed"), .tag("seed"), .metric("seed", .last), .metric("a.b", .min), .metric("loss", .max),
      .parameter("batch size"), .tag("a b"),
    ] { #expect(settings.hides(key), "\(key)") }
    for key: ColumnKey in [.metric("seed", .max), .metric("loss", .last), .parameter("min"), .fact(.run)] {
      #expect(!settings.hides(key), "\(key)")
    }
  }

  @Test("The schema for editors has the same keys and words as the reader")
  func schema() throws {
    let schema = try Documents.schema()
    #expect(schema.keys("") == Documents.keys(RootKey.self))
    #expect(schema.keys("metric") == Documents.keys(MetricKey.self))
    #expect(schema.keys("columns") == Documents.keys(ColumnsKey.self))
    #expect(schema.keys("masking") == Documents.keys(MaskingKey.self))
    #expect(schema.keys("view") == Documents.keys(ViewKey.self))
    #expect(schema.keys("chart") == Documents.keys(ChartKey.self))
    #expect(schema.words("metric", "direction") == MetricRule.Direction.allCases.map(\.rawValue))
    #expect(schema.words("chart", "log") == LogWord.allCases.map(\.rawValue))
    #expect(schema.words("chart", "outliers") == OutlierWord.allCases.map(\.rawValue))
    #expect(schema.words("metric", "format") == MetricFormat.words.map(\.0))
    #expect(schema.kinds == ChartKey.kinds.map(\.rawValue))
  }

  @Test("A change of any part changes its fingerprint")
  func fingerprints() throws {
    let base = "views: [{name: a, filter: lr<1, charts: [{line: loss}]}]\n"
    let others = [
      "name: b, filter: lr<1, charts: [{line: loss}]", "name: a, filter: lr<2, charts: [{line: loss}]",
      "name: a, filter: lr<1, charts: [{line: loss, x: time}]", "name: a, filter: lr<1, charts: [{bar: loss}]",
      "name: a, filter: lr<1, sort: lr, charts: [{line: loss}]",
      "name: a, filter: lr<1, charts: [{line: loss, log: none}]",
      "name: a, filter: lr<1, columns: [], charts: [{line: loss}]",
      "name: a, filter: lr<1, runs: [x], charts: [{line: loss}]",
    ].map { "views: [{\($0)}]\n" }
    let prints = try ([base, base] + others).map { Documents.fingerprint(try read($0).views[0]) }
    #expect(prints[0] == prints[1])
    #expect(Set(prints).count == others.count + 1)
  }
}

import Diagnostics
import RunModel
import Settings
import TestSupport
import Testing

@testable import Publishing

/// Whole pages as they are, so that a change of them is seen in the diff of a review.
@Suite("Pages look as they did")
struct GoldenPageTests {
  private static let store = [
    "store/mlp/experiment.json": """
    {"name": "Digits", "tags": {"team": "vision"}, "primary_metric": "val/accuracy",
     "metrics": {"val/accuracy": {"direction": "higher", "unit": "%"}}}
    """,
    "store/mlp/notes.md": "# Question\n\nHow small?\n\n| run | best |\n|---|--:|\n| [a](lunar-comet) | 0.9 |\n",
    "store/mlp/a/run.json": """
    {"id": "a1", "name": "lunar-comet", "status": "completed", "start": "2026-11-23T04:00:00Z",
     "end": "2026-11-23T04:09:43Z", "user": "ana", "compute_target": "gpu", "parameters": {"lr": 0.1, "width": 64},
     "source": {"commit": "abc123"}}
    """,
    "store/mlp/a/metrics.jsonl": """
    {"step": 1, "values": {"val/accuracy": 0.5, "val/loss": 2.0}}
    {"step": 2, "values": {"val/accuracy": 0.9, "val/loss": NaN}}
    {"step": 3, "values": {"val/accuracy": 0.875, "val/loss": 0.25}}
    {"name": "matrix", "type": "confusion_matrix", "data": {"class_labels": ["cat", "dog"], "matrix": [[9, 1], [2, 8]]}}

    """,
    "store/mlp/a/notes.md": "Fine. See [the log](logs/train.log).\n",
    "store/mlp/a/logs/train.log":
      "start\n\u{1B}[31mred\u{1B}[0m\nbar 10%\rbar 100%\nWARNING: slow\nTraceback (most recent call last):\n  File \"a.py\"\nValueError: <bad>\n",
    "store/mlp/b/run.json": """
    {"id": "b2", "name": "rusty-falcon", "status": "failed", "start": "2026-11-23T05:00:00Z", "parent": "a1",
     "parameters": {"lr": 0.01, "width": 64}, "error": "boom"}
    """,
    "store/mlp/b/metrics.jsonl": "{\"name\": \"val/accuracy\", \"step\": 1, \"value\": 0.1}\n",
  ]

  @Test(
    "overview, experiment, run, log, all runs and their twins",
    arguments: [
      ("index.html", "overview.html"), ("experiments/digits-31b06dae/index.html", "experiment.html"),
      ("experiments/digits-31b06dae/compare.html", "compare.html"),
      ("experiments/digits-31b06dae/lunar-comet-x/index.html", "run.html"),
      ("experiments/digits-31b06dae/lunar-comet-x/logs/logs--train.log.html", "log.html"),
      ("runs/index.html", "all-runs.html"), ("runs/runs.csv", "runs.csv"), ("runs/runs.json", "runs.json"),
      ("runs/metrics.json", "metrics.json"), ("experiments/digits-31b06dae/table.js", "table.js"),
      ("experiments/digits-31b06dae/table-more.js", "table-more.js"),
      ("experiments/digits-31b06dae/lunar-comet-x/series.js", "series.js"),
    ])
  func page(path: String, golden: String) throws {
    try expect(path, matches: golden, settings: "{}")
  }

  @Test("a view with groups and charts, and the pages that lead to it")
  func view() throws {
    let settings = """
      charts: [{scatter: [lr, metric.val/accuracy.max]}]
      views:
        - name: Small networks
          note: Which *rate*?
          filter: width<100
          sort: -metric.val/accuracy.max
          columns: [lr, width, metric.val/accuracy.last, metric.val/accuracy.max, metric.val/loss.min, duration, user]
          baseline: lunar-comet
          charts: [{line: val/accuracy, legend: "{run} lr {lr}"}, {bar: metric.val/accuracy.max}, {bar: recall}]
        - {name: By state, group: status, columns: [status, metric.val/accuracy.last, tag.none]}
      """
    let experiment = "experiments/digits-31b06dae/"
    try expect(experiment + "views/small-networks-4d4058cb.html", matches: "view.html", settings: settings)
    try expect(experiment + "views/by-state-3761a141.html", matches: "view-groups.html", settings: settings)
  }

  private func expect(_ path: String, matches golden: String, settings: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.store)
    var options = BuildOptions(
      locations: [folder.path + "/store"], output: folder.path + "/site", jobs: 2,
      now: Timestamp(milliseconds: 1_795_500_000_000))
    options.title = "Golden"
    options.keepsCache = false
    options.settings = try Settings(Array(settings.utf8), file: "runreport.yaml")
    _ = try SiteBuilder(options).build(reporting: DiagnosticCollector())
    let found = try #require(folder.files.first { Self.matches($0, "site/" + path) }, "\(folder.files)")
    // Where the test put its store is no part of the page.
    let text = try folder.text(found).replacing(folder.path + "/", with: "")
    try Golden.expect(text, matches: golden)
  }

  /// Whether a path is the one meant, the hashes at the ends of its folders aside.
  private static func matches(_ path: String, _ pattern: String) -> Bool {
    func plain(_ text: String) -> [Substring] {
      text.split(separator: "/").map { part in
        guard !part.contains("."), let dash = part.lastIndex(of: "-") else { return part }
        return part[..<dash]
      }
    }
    return plain(path) == plain(pattern)
  }
}

import Diagnostics
import Foundation
import RunModel
import RunStores
import Settings
import TestSupport
import Testing

@testable import Publishing

@Suite("A run on one page")
struct RunSheetTests {
  private static let attack = #"<script>alert(1)</script><img src=x onerror=alert(2)>\"'&</style></textarea>"#
  private static let address = "https://example.org/x"

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sheet(of run: String, settings: String = "{}") throws -> String {
    let reader = try StoreReader(
      locations: [folder.path + "/store"], options: ReadingOptions(), jobs: 2, reporting: DiagnosticCollector())
    let catalog = try RunCatalog(reader, reporting: DiagnosticCollector())
    let entry = try catalog.find(run)
    let now = Timestamp(milliseconds: 1_795_500_000_000)
    let report = try #require(RunDescription(of: entry, in: catalog, now: now, reporting: DiagnosticCollector()))
    let bytes = try catalog.sheet(
      of: entry, report, settings: try Settings(Array(settings.utf8), file: "runreport.yaml"), now: now)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A run that logged one of everything, each name of which is the same.
  private func writeRun(named name: String, note: String, log: String = "line\n") throws {
    let encoded = try String(decoding: JSONEncoder().encode(name), as: UTF8.self)
    let axes = "\"x\": [0, 0.5, 1], \"y\": [0, 0.75, 1], \"x_label\": \(encoded), \"y_label\": \(encoded)"
    let records: [(String, String)] = [
      ("list", "[1, \(encoded)]"), ("row", "{\(encoded): 1}"), ("table", "{\(encoded): [1, 2]}"),
      ("image", #"{"path": "outputs/sample.png"}"#), ("text", encoded), ("curve", "{\(axes)}"),
      ("confusion_matrix", "{\"class_labels\": [\(encoded), \"b\"], \"matrix\": [[271, 3], [4, 5]]}"),
      (
        "accuracy_table",
        """
        {"class_labels": [\(encoded)], "probability_thresholds": [0, 0.5, 1], \
        "probability_tables": [[[4, 6, 0, 0], [3, 1, 5, 1], [0, 0, 6, 4]]]}
        """
      ),
      ("residuals", #"{"bin_edges": [-1, 0, 1], "bin_counts": [2, 5]}"#),
      ("predictions", #"{"bin_edges": [0, 2, 4], "bin_averages": [1.5, 2.5]}"#),
    ]
    let lines = (0..<3).map { "{\"name\": \(encoded), \"step\": \($0), \"value\": \(Double($0) / 4)}" }
    let typed = records.map { "{\"name\": \(encoded), \"type\": \"\($0.0)\", \"data\": \($0.1)}" }
    try folder.write([
      "store/e/r/run.json": """
      {"id": "r", "name": \(encoded), "status": "failed", "start": 1795400000, "end": 1795400100,
       "user": \(encoded), "compute_target": \(encoded), "parent": "p", "error": \(encoded),
       "parameters": {\(encoded): \(encoded)}, "tags": {\(encoded): \(encoded)}}
      """,
      "store/e/r/metrics.jsonl": (lines + typed).joined(separator: "\n") + "\n",
      "store/e/r/notes.md": note,
      "store/e/r/logs/std_log.txt": log,
      "store/e/r/outputs/sample.png": "not a picture",
      "store/e/p/run.json": #"{"id": "p", "status": "completed"}"#,
      "store/e/c/run.json": "{\"id\": \"c\", \"name\": \(encoded), \"status\": \"completed\", \"parent\": \"r\"}",
    ])
  }

  @Test("has the note, a chart of each metric and curve, confusion matrix, child runs and the end of the log")
  func isWhole() throws {
    try writeRun(
      named: "plain", note: "# Result\n\nIt **works**.\n", log: (1...100).map { "step \($0)\n" }.joined())
    let page = try sheet(of: "r")
    #expect(page.contains("<strong>works</strong>") && page.contains("Result</h"))
    // The metric; curve, residuals, predictions; of the accuracy table ROC, precision and recall, calibration, lift, gains.
    #expect(page.components(separatedBy: "<svg").count - 1 >= 9)
    for title in ["ROC: plain", "Calibration: plain", "confusion matrix", "residuals", "predictions"] {
      #expect(page.contains(title), "\(title)")
    }
    #expect(page.contains(">271"))
    #expect(page.contains("outputs/sample.png</code> is shown on the run’s page"))
    #expect(page.contains("step 61\n") && page.contains("step 100") && !page.contains("step 60\n"))
    #expect(page.contains("Child runs") && page.contains("Parameters") && page.contains("Tags"))
    // Numbers that are drawn are on the run's page.
    #expect(!page.contains("<summary>Values</summary>"))
    #expect(!page.contains("{{"))
  }

  @Test(
    "shows hostile names, notes and logs as text, and has no script, no link, and nothing to load", arguments: [0, 1])
  func isHarmless(_ kind: Int) throws {
    let note = """
      # \(Self.attack)

      [link](\(Self.address)) <\(Self.address)> [file](outputs/sample.png) [place](#note) [mail](mailto:a@example.org)
      ![there](outputs/sample.png) ![elsewhere](\(Self.address)) [script](javascript:alert(3))
      <script>alert(4)</script>

      | a |
      |---|
      | [b](\(Self.address)) |
      """
    // A name that is a note's markup too: texts that were logged are notes.
    try writeRun(
      named: kind == 0 ? Self.attack : note, note: note, log: "\(Self.attack)\n\u{1B}]8;;\(Self.address)\u{7}x\n")
    let page = try sheet(of: "r")
    // Names stand in attributes too, which are quoted.
    let bare = page.replacing(/"[^"]*"/, with: "")
    // A chart names its own line, within the page, to draw it twice.
    for match in bare.matches(of: /<([a-z]+)[^>]*>/) where match.output.1 != "use" {
      let attributes = match.output.0.split(whereSeparator: \.isWhitespace).dropFirst()
      #expect(
        !["script", "a", "img", "image", "link", "iframe", "object", "embed", "form", "base"].contains(match.output.1))
      for attribute in attributes {
        #expect(
          !["href", "src", "srcset", "style", "action"].contains { attribute.hasPrefix($0 + "=") }
            && !attribute.hasPrefix("on"))
      }
    }
    #expect(page.matches(of: /<use href="[^"]*"/).allSatisfy { $0.output.hasPrefix("<use href=\"#") })
    #expect(!page.contains("url(") && !page.contains("@import"))
    // That the note stands there, its targets as hints.
    #expect(page.contains("<span class=unlinked") && page.contains("alert(4)") && page.contains("&lt;script"))
    #expect(page.components(separatedBy: "</style>").count == 2)
    let policy = "content=\"default-src 'none'; style-src 'unsafe-inline'\""
    #expect(page.contains(policy))
  }

  @Test("masks secrets in all it shows")
  func isMasked() throws {
    for fake in FakeSecret.all.prefix(6) {
      try writeRun(named: "masked", note: fake.text + "\n", log: fake.text + "\n")
      let text = try String(decoding: JSONEncoder().encode(fake.text), as: UTF8.self)
      try folder.write([
        "store/e/r/metrics.jsonl": "{\"name\": \"t\", \"type\": \"text\", \"data\": \(text)}\n"
          + "{\"name\": \"r\", \"type\": \"table\", \"data\": {\"c\": [\(text)]}}\n"
      ])
      let page = try sheet(of: "r")
      for secret in fake.secrets { #expect(!page.contains(secret), "\(fake)") }
    }
  }

  @Test("hides what settings hide, and is the same each time it is made")
  func goesBySettings() throws {
    try writeRun(named: "loss", note: "")
    let all = try sheet(of: "r")
    #expect(try sheet(of: "r") == all)
    let hidden = try sheet(of: "r", settings: "metrics:\n  loss: {hidden: true}\n")
    #expect(all.contains("id=metric-1-svg") || all.contains("id=\"metric-1-svg"))
    #expect(!hidden.contains("metric-1-svg"))
  }
}

import Diagnostics
import Foundation
import RunModel
import Settings
import TestSupport
import Testing

@testable import Publishing

@Suite("Building the pages of views")
struct ViewBuildTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["wine-sweep", "digits-mlp"] {
      try FileManager.default.createDirectory(atPath: folder.path + "/store", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Checkout.sampleRuns + "/" + name, toPath: folder.path + "/store/" + name)
    }
    // Old enough to be taken as settled.
    for file in folder.files {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: folder.path + "/" + file)
    }
  }

  @discardableResult
  private func build(_ settings: String, to output: String = "site") throws -> BuildSummary {
    var options = BuildOptions(
      locations: [folder.path + "/store"], output: folder.path + "/" + output, jobs: 2,
      now: Timestamp(milliseconds: 1_795_500_000_000))
    options.title = "Test"
    options.explains = true
    options.keepsCache = output == "site"
    options.settings = try Settings(Array(settings.utf8), file: "runreport.yaml")
    return try SiteBuilder(options).build(reporting: DiagnosticCollector())
  }

  /// The first files of the jobs that were done again, without the folders they are in, and the overview, which tells
  /// when it was made.
  private func made(_ summary: BuildSummary) -> [String] {
    summary.reasons.map(\.name).filter { $0 != "index.html" }.map { name in
      let parts = name.split(separator: "/").map { $0.split(separator: "-").first.map(String.init) ?? "" }
      return parts.dropFirst().joined(separator: "/")
    }.sorted()
  }

  private func expectSameAsFresh(_ settings: String) throws {
    try build(settings, to: "fresh")
    let all = try folder.contents()
    let fresh = all.filter { $0.key.hasPrefix("fresh/") }
    #expect(fresh.count > 100)
    for (path, bytes) in fresh { #expect(all["site" + path.dropFirst(5)] == bytes, "\(path)") }
    #expect(all.count { $0.key.hasPrefix("site/") } == fresh.count)
    try FileManager.default.removeItem(atPath: folder.path + "/fresh")
  }

  @Test("makes again just the pages of the view that changed, and the pages with links to it where its name changed")
  func followsViews() throws {
    let first = """
      views:
        - {name: fast, filter: lr>0.1}
        - {name: deep, experiment: Digits*, filter: depth>2, charts: [{bar: metric.val/accuracy.max}]}
      """
    try build(first)
    #expect(made(try build(first)) == [])
    // Digits only, and only the one view of it.
    let filtered = first.replacing("depth>2", with: "depth>1")
    let summary = try build(filtered)
    #expect(made(summary) == ["digits/views/deep"])
    #expect(summary.reasons.first { $0.name.contains("deep") }?.text == "a view or chart of runreport.yaml changed")
    try expectSameAsFresh(filtered)
    // Another name: the experiment's page and the other view lead to it.
    let named = filtered.replacing("name: deep", with: "name: deeper")
    #expect(made(try build(named)) == ["digits/index.html", "digits/views/deeper", "digits/views/fast"])
    try expectSameAsFresh(named)
    // Gone: so are its pages.
    let gone = "views:\n  - {name: fast, filter: lr>0.1}\n"
    #expect(made(try build(gone)) == ["digits/index.html", "digits/views/fast"])
    #expect(!folder.files.contains { $0.contains("site/") && $0.contains("deep") })
    try expectSameAsFresh(gone)
  }

  @Test("makes again the views of an experiment in which a run changed, and no others")
  func followsRuns() throws {
    let settings = "views: [{name: all, sort: -lr}]\ncharts: [{bar: C, experiment: Wine*}]\n"
    try build(settings)
    let metrics = "store/digits-mlp/copper-marble-101/metrics.jsonl"
    try folder.write([metrics: try folder.text(metrics) + #"{"name": "val/loss", "step": 999, "value": 7}"# + "\n"])
    let again = made(try build(settings))
    #expect(again.contains("digits/views/all") && !again.contains { $0.hasPrefix("wine") }, "\(again)")
    try expectSameAsFresh(settings)
    // A chart that is for one experiment is no matter of the others.
    let other = made(try build(settings.replacing("bar: C", with: "bar: gamma")))
    // The run that just changed is read once more, since it could have changed again.
    #expect(other.filter { $0 != "digits/copper/index.html" } == ["wine/index.html"])
  }

  @Test("leads from the overview and from experiments to every view, whatever it is called")
  func links() throws {
    try build(
      """
      views:
        - {name: '../../etc/passwd', experiment: Digits*}
        - {name: '<b>"é"</b>', note: "**One** line.\\n\\nAnother."}
        - {name: nowhere, experiment: nosuch}
      """)
    let overview = try folder.text("site/index.html")
    let pages = folder.files.filter { $0.hasPrefix("site/") && $0.contains("/views/") }
    #expect(pages.count == 3 && pages.allSatisfy { $0.hasSuffix(".html") }, "\(pages)")
    for page in pages { #expect(overview.contains("href=\"\(page.dropFirst(5))\"")) }
    #expect(overview.contains("<th scope=row class=t>&lt;b&gt;&quot;é&quot;&lt;/b&gt;<td"))
    #expect(overview.contains("<td class=t>One line.\n"))
    #expect(!overview.contains("nowhere"))
    let experiment = try #require(
      folder.files.first {
        $0.hasPrefix("site/experiments/digits-mlp-") && $0.hasSuffix("/index.html")
          && $0.split(separator: "/").count == 4
      })
    #expect(try folder.text(experiment).contains(">../../etc/passwd</a>"))
  }
}

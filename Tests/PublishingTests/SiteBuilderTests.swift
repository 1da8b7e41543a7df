import Diagnostics
import Foundation
import RunModel
import Settings
import TestSupport
import Testing

@testable import Publishing

@Suite("Building whole sites")
struct SiteBuilderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func build(
    _ store: String, to output: String = "site", jobs: Int = 2, now: Int64 = 1_795_500_000_000,
    _ change: (inout BuildOptions) throws -> Void = { _ in }
  ) throws -> BuildSummary {
    var options = BuildOptions(
      locations: [store], output: folder.path + "/" + output, jobs: jobs, now: Timestamp(milliseconds: now))
    options.title = "Test"
    options.explains = true
    try change(&options)
    return try SiteBuilder(options).build(reporting: DiagnosticCollector())
  }

  @Test("of the sample runs is the same to the byte with one thread and with four, and the second time")
  func isDeterministic() throws {
    try build(Checkout.sampleRuns, to: "one", jobs: 1)
    try build(Checkout.sampleRuns, to: "four", jobs: 4)
    let second = try build(Checkout.sampleRuns, to: "four", jobs: 4)
    #expect(second.written == 0)
    let all = try folder.contents().filter { !$0.key.contains(".cache/") }
    let one = all.filter { $0.key.hasPrefix("one/") }
    #expect(one.count > 200)
    for (path, bytes) in one { #expect(all["four" + path.dropFirst(3)] == bytes, "\(path)") }
    #expect(all.count == 2 * one.count)
  }

  @Test("makes nothing again and reads nothing when nothing changed")
  func isIncremental() throws {
    let store = try copyOfSamples(["wine-sweep", "digits-mlp"])
    let first = try build(store)
    #expect(first.runsRead == first.runs && first.reasons.count > first.runs)
    let second = try build(store)
    #expect(second.runsRead == 0 && second.reasons == [] && second.unchanged == first.files)
  }

  @Test("reads and makes again what changed and no more, with the same bytes as a build from nothing")
  func followsChanges() throws {
    let store = try copyOfSamples(["wine-sweep", "digits-mlp"])
    try build(store)
    let run = "store/digits-mlp/copper-marble-101/"
    let metrics = try folder.text(run + "metrics.jsonl")
    try folder.write([run + "metrics.jsonl": metrics + #"{"name": "val/loss", "step": 999, "value": 7}"# + "\n"])
    let second = try build(store)
    #expect(second.runsRead == 1)
    let made = second.reasons.map(\.description)
    #expect(
      made.contains {
        $0.contains("copper-marble-101") && $0.contains("what the store has of the run and a file of the run changed")
      })
    #expect(!made.contains { $0.contains("wine") }, "\(made)")
    try build(store, to: "fresh") { $0.keepsCache = false }
    let all = try folder.contents()
    for (path, bytes) in all where path.hasPrefix("fresh/") {
      #expect(all["site" + path.dropFirst(5)] == bytes, "\(path)")
    }
  }

  @Test("makes a page again that somebody changed or removed in the site")
  func restores() throws {
    let store = try copyOfSamples(["wine-sweep"])
    let first = try build(store)
    let before = try folder.text("site/runs/index.html")
    try folder.write(["site/runs/index.html": "defaced"])
    try FileManager.default.removeItem(atPath: folder.path + "/site/index.html")
    let second = try build(store)
    #expect(second.reasons.map(\.text) == Array(repeating: "its files in the site were changed or removed", count: 2))
    #expect(try folder.text("site/runs/index.html") == before)
    #expect(second.files == first.files)
  }

  @Test("survives a cache that lost its digests, saying so once")
  func survivesDamage() throws {
    let store = try copyOfSamples(["wine-sweep"])
    try build(store)
    let damaged = try Process.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      arguments: [
        "python3", "-c",
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(\"update digest set bytes = x'ff'\"); c.execute('delete from job'); c.commit()",
        folder.path + "/site.cache/digests.sqlite",
      ])
    damaged.waitUntilExit()
    let second = try build(store)
    #expect(second.remarks.count == 1 && second.remarks[0].contains("cache was damaged"))
    #expect(second.written == 0)
  }

  @Test("makes every page again for another title, and none for another style")
  func knowsInputs() throws {
    let store = try copyOfSamples(["wine-sweep"])
    let first = try build(store)
    let titled = try build(store) { $0.title = "Another" }
    #expect(titled.reasons.count == first.reasons.count - 1)
    try folder.write(["look/css/zz.css": ".own{}"])
    let styled = try build(store) {
      $0.title = "Another"
      $0.assets = folder.path + "/look"
    }
    #expect(styled.reasons.map(\.description) == ["assets: a style or another asset changed"])
  }

  private func settings(_ text: String) throws -> Settings { try Settings(Array(text.utf8), file: "runreport.yaml") }

  @Test("makes again what settings change, for that reason, with the same bytes as a build from nothing")
  func followsSettings() throws {
    let store = try copyOfSamples(["wine-sweep", "digits-mlp"])
    try build(store)
    let text = """
      metrics:
        val/accuracy: {direction: lower, format: percent}
        train/*: {hidden: true}
      columns: {hidden: [metric.*.min, user]}
      sort: -metric.val/accuracy.max
      """
    let settings = try settings(text)
    let second = try build(store) { $0.settings = settings }
    let made = second.reasons.map(\.description)
    // Runs of the sweep have none of these metrics: their pages stay.
    #expect(
      made.contains { $0.contains("digits-mlp") && $0.contains("copper-marble-101") && $0.contains("runreport.yaml") })
    #expect(!made.contains { $0.contains("wine-sweep") && !$0.contains("/index.html: ") }, "\(made)")
    try build(store, to: "fresh") {
      $0.settings = settings
      $0.keepsCache = false
    }
    let all = try folder.contents()
    for (path, bytes) in all where path.hasPrefix("fresh/") {
      #expect(all["site" + path.dropFirst(5)] == bytes, "\(path)")
    }
    let path = try #require(
      folder.files.first { $0.contains("site/experiments/digits-mlp-") && $0.hasSuffix("/table.js") })
    let table = try folder.text(path)
    #expect(table.contains(#""sort":"-metric.val/accuracy.max""#))
    #expect(table.contains(#""hidden":["user",""#) && table.contains(#""metric.val/loss.min""#))
    #expect(
      table.contains(#"{"name":"val/accuracy","direction":"lower","origin":"settings","decimals":2,"format":"percent""#)
    )
    // What is hidden is in the data all the same, last.
    #expect(table.contains(#""metric.train/loss.last":["#))
    let third = try build(store) { $0.settings = settings }
    #expect(third.reasons == [] && third.written == 0)
    // And back again.
    let before = try build(store)
    #expect(before.reasons.count == second.reasons.count)
  }

  @Test("names what in the settings nothing in the stores has")
  func checksSettings() throws {
    let store = try copyOfSamples(["digits-mlp"])
    let summary = try build(store) {
      $0.settings = try settings(
        """
        metrics: {val/acuracy: {direction: lower}, '*/nosuch': {unit: s}, train/*: {unit: s}}
        columns: {hidden: [param.lrr, param.lr, metric.*.min]}
        sort: metric.val/acuracy
        charts: [{bar: lr}, {scatter: [depht, duration], experiment: 'Digits*'}]
        views:
          - {name: a, filter: 'lrr<1 status:failed', runs: [copper-marble-101, gone], columns: [user, tag.x]}
          - {name: b, experiment: nosuch}
        """)
    }
    #expect(
      summary.diagnostics.filter { $0.file == "runreport.yaml" }.map(\.description) == [
        "runreport.yaml: chart 2: No column is called `depht`; did you mean `depth`?",
        "runreport.yaml: hidden: No column is called `param.lrr`; did you mean `param.lr`?",
        "runreport.yaml: no run has a metric `*/nosuch`",
        "runreport.yaml: no run has a metric `val/acuracy`; did you mean `val/accuracy`?",
        "runreport.yaml: sort: No column is called `metric.val/acuracy.last`; did you mean `metric.val/accuracy.last`?",
        "runreport.yaml: view `a`, columns: No column is called `tag.x`.",
        "runreport.yaml: view `a`, filter: No column is called `lrr`.",
        "runreport.yaml: view `a`: no run has the name or id `gone`",
        "runreport.yaml: view `b`: no experiment is called `nosuch`",
      ])
    #expect(summary.warningCount == 6)
  }

  /// A store with some of the sample experiments, old enough to be taken as settled.
  private func copyOfSamples(_ names: [String]) throws -> String {
    let store = folder.path + "/store"
    try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
    for name in names {
      try FileManager.default.copyItem(atPath: Checkout.sampleRuns + "/" + name, toPath: store + "/" + name)
    }
    for file in folder.files {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: folder.path + "/" + file)
    }
    return store
  }

  @Test("tells the time of building on one page only")
  func tellsTimeOnce() throws {
    // Both moments are long after the last run: no run turns stale in between.
    try build(Checkout.sampleRuns, now: 1_895_500_000_000)
    let summary = try build(Checkout.sampleRuns, now: 1_895_586_400_000)
    #expect(summary.written == 1)
  }

  @Test("of a store without runs says so")
  func emptyState() throws {
    try folder.write(["store/exp/experiment.json": "{}"])
    let summary = try build(folder.path + "/store")
    #expect(summary.runs == 0 && summary.experiments == 1)
    #expect(try folder.text("site/runs/index.html").contains("No runs yet"))
  }

  @Test("costs a broken file only itself, and names it on the build notes")
  func survivesBrokenFile() throws {
    try folder.write([
      "store/exp/good/run.json": #"{"id": "good"}"#, "store/exp/bad/run.json": #"{"id": "bad", "#,
      "store/exp/good/metrics.jsonl": "{\"name\": \"a\", \"value\": 1}\nnonsense\n{\"name\": \"a\", \"value\": 2}\n",
    ])
    let summary = try build(folder.path + "/store")
    #expect(summary.runs == 1 && summary.warningCount == 2)
    let notes = try folder.text("site/build-notes.html")
    #expect(notes.contains("exp/bad/run.json") && notes.contains("the file is cut short"))
    #expect(notes.contains("exp/good/metrics.jsonl"))
    #expect(try folder.text("site/index.html").contains("2 warnings"))
  }

  @Test("drops the pages of a run that is gone")
  func dropsPages() throws {
    try folder.write(["store/exp/a/run.json": #"{"id": "a"}"#, "store/exp/b/run.json": #"{"id": "b"}"#])
    try build(folder.path + "/store")
    try FileManager.default.removeItem(atPath: folder.path + "/store/exp/b")
    let summary = try build(folder.path + "/store")
    // Its page, its data, and the page that compared the two.
    #expect(summary.removed == 3)
    #expect(!folder.files.contains { $0.contains("/b-") })
  }

  @Test("escapes markup wherever it comes from")
  func escapes() throws {
    let bad = "<script>alert(1)</script>\"'>&"
    func json(_ text: String) throws -> String { String(decoding: try JSONEncoder().encode(text), as: UTF8.self) }
    let text = try json(bad)
    try folder.write([
      "store/exp/experiment.json": "{\"name\": \(text), \"tags\": {\(text): \(text)}, \"primary_metric\": \(text)}",
      "store/exp/notes.md": bad,
      "store/exp/run/run.json": """
      {"id": \(text), "name": \(text), "status": \(text), "user": \(text), "compute_target": \(text), "script": \(text),
       "parameters": {\(text): \(text)}, "tags": {\(text): \(text)}, "error": \(text), "parent": \(text),
       "source": {"commit": \(text), "branch": \(text), "repository": \(text)}, "arguments": [\(text)]}
      """,
      "store/exp/run/metrics.jsonl": """
      {"name": \(text), "step": 1, "value": 1}
      {"name": \(text), "step": 2, "value": 2}
      {"name": \(text), "type": "table", "data": {\(text): [\(text)]}}
      {"name": \(text), "type": "image", "data": {"path": \(text)}}
      {"name": \(text), "type": "confusion_matrix", "data": {"class_labels": [\(text)], "matrix": [[\(text)]]}}
      {"name": \(text), "type": "curve", "data": {"x": [1, 2], "y": [1, 2], "x_label": \(text)}}
      {"name": \(text), "type": "text", "data": \(text)}

      """,
      "store/exp/run/notes.md": bad, "store/exp/run/logs/<img src=x onerror=alert(1)>.log": bad,
    ])
    try build(folder.path + "/store") { $0.title = bad }
    let pages = try folder.contents().filter { $0.key.hasPrefix("site/") && $0.key.hasSuffix(".html") }
    #expect(pages.count > 5)
    for (path, bytes) in pages {
      let page = String(decoding: bytes, as: UTF8.self)
      // The site's own script is the only one.
      let scripts = page.components(separatedBy: "<script").count - 1
      #expect(scripts == 1 && !page.contains("<img src=x") && !page.contains("\"'>&"), "\(path)")
    }
  }

  @Test("refuses an output inside a store")
  func refusesInsideStore() throws {
    try folder.write(["store/exp/run/run.json": #"{"id": "a"}"#])
    let failure = #expect(throws: OutputFailure.self) { try build(folder.path + "/store", to: "store/site") }
    #expect(failure?.problem == .insideStore(folder.path + "/store"))
    #expect(folder.files == ["store/exp/run/run.json"])
  }

  @Test("builds only the experiments asked for, and names those there are when there is none")
  func filtersExperiments() throws {
    try folder.write(["store/a/r/run.json": #"{"id": "1"}"#, "store/b/r/run.json": #"{"id": "2"}"#])
    #expect(try build(folder.path + "/store") { $0.experiments = ["b"] }.runs == 1)
    let failure = #expect(throws: ExperimentFailure.self) {
      try build(folder.path + "/store") { $0.experiments = ["c"] }
    }
    #expect(failure?.description == "no experiment named c; there are a, b")
  }

  @Test("takes templates and styles of one's own, the others staying as they are")
  func overridesTemplates() throws {
    try folder.write([
      "store/a/r/run.json": #"{"id": "1"}"#, "own/table.mustache": "<p>mine {{title}}</p>", "look/css/zz.css": ".own{}",
      "look/logo.txt": "logo",
    ])
    try build(folder.path + "/store") {
      $0.templates = folder.path + "/own"
      $0.assets = folder.path + "/look"
    }
    #expect(try folder.text("site/runs/index.html").contains("<p>mine All runs</p>"))
    #expect(try folder.text("site/index.html").contains("<!DOCTYPE html>"))
    #expect(try folder.text("site/assets/site.css").contains(".own{}"))
    #expect(try folder.text("site/assets/logo.txt") == "logo")
  }

  @Test("names file and line of a template that does not parse, and writes nothing")
  func refusesBadTemplate() throws {
    try folder.write([
      "store/a/r/run.json": #"{"id": "1"}"#, "own/page.mustache": "line one\n{{#open}}\nnever closed\n",
    ])
    var message = ""
    do {
      try build(folder.path + "/store") { $0.templates = folder.path + "/own" }
    } catch {
      message = "\(error)"
    }
    #expect(message.contains("/own/page.mustache:"))
    #expect(!folder.files.contains { $0.hasPrefix("site/") })
  }
}

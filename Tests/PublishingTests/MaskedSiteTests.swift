import Diagnostics
import Foundation
import Masking
import RunModel
import Settings
import TestSupport
import Testing

@testable import Publishing

@Suite("A site with secrets in its stores")
struct MaskedSiteTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @discardableResult
  private func build(
    _ store: String, _ change: (inout BuildOptions) -> Void = { _ in }
  ) throws -> BuildSummary {
    var options = BuildOptions(
      locations: [folder.path + "/" + store], output: folder.path + "/site", jobs: 2,
      now: Timestamp(milliseconds: 1_795_500_000_000))
    options.explains = true
    change(&options)
    return try SiteBuilder(options).build(reporting: DiagnosticCollector())
  }

  private func json(_ value: Any) throws -> String {
    String(
      decoding: try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]),
      as: UTF8.self)
  }

  /// Every line of every file of the site and of its cache, names included, in which a secret stands.
  private func leaks(of fakes: [FakeSecret] = FakeSecret.all) throws -> [String] {
    var found: [String] = []
    let wanted = fakes.flatMap { fake in
      fake.secrets.flatMap { [$0, $0.replacingOccurrences(of: "&", with: "&amp;")] }.map { (fake, Data($0.utf8)) }
    }
    for (path, bytes) in try folder.contents() where path.hasPrefix("site") {
      for (fake, secret) in wanted where bytes.range(of: secret) != nil || Data(path.utf8).range(of: secret) != nil {
        found.append("\(path): \(fake)")
      }
    }
    return found
  }

  private let log = FakeSecret.all.map { $0.text + "\nstep 12 loss 0.34\n" }.joined()
  private var named: [String: String] {
    Dictionary(uniqueKeysWithValues: FakeSecret.all.enumerated().map { ("field \($0)", $1.text) })
  }

  /// A native store with every fake in every field, log and file.
  private func writeNative() throws {
    let token = try #require(FakeSecret.all.first { $0.kind == "GitHub token" }).secrets[0]
    let run = "store/digits \(token)/run \(token)/"
    var files: [String: String] = [
      "store/digits \(token)/experiment.json": try json([
        "name": "digits \(token)", "tags": named, "primary_metric": "loss \(token)",
        "metrics": ["loss \(token)": ["direction": "lower", "unit": token, "description": log]],
      ]),
      "store/digits \(token)/notes.md": log,
      run + "notes.md": log,
      run + "logs/std_log.txt": log,
      run + "outputs/config.json": try json(named),
      run + "outputs/notes.md": log,
      run + "outputs/\(token).txt": "text",
    ]
    files[run + "run.json"] = try json([
      "id": "id \(token)", "name": "name \(token)", "user": token, "status": "failed", "error": log,
      "start": "2026-11-01T00:00:00Z", "compute_target": token, "script": token,
      "arguments": FakeSecret.all.map(\.text) + ["--password", "plainwords"], "parameters": named, "tags": named,
      "source": ["repository": "https://joe:\(token)@example.com/x.git", "branch": token, "commit": token],
    ])
    let lines =
      [
        #"{"name": "loss \#(token)", "step": 1, "value": 0.5}"#,
        #"{"name": "loss \#(token)", "step": 2, "value": 0.4}"#,
      ]
      + (try FakeSecret.all.map {
        try json(["name": "text \($0.text)", "kind": "text", "data": $0.text])
      })
    files[run + "metrics.jsonl"] = lines.joined(separator: "\n") + "\nno JSON: \(token)\n"
    try folder.write(files)
    let binary = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 3) }
    try folder.write(binary + Array(" \(token) ".utf8) + binary, to: run + "outputs/model.pkl")
  }

  @Test("of the native store publishes none of them, nor keeps them in the cache")
  func masksNative() throws {
    try writeNative()
    let summary = try build("store") { $0.title = FakeSecret.lines[0].text }
    #expect(try leaks() == [])
    #expect(summary.runs == 1)
    let told = summary.diagnostics.map(\.description).joined(separator: "\n")
    for fake in FakeSecret.all { for secret in fake.secrets { #expect(!told.contains(secret)) } }
    let all = try folder.contents().filter { $0.key.hasPrefix("site/") }
    #expect(!all.values.contains { $0.range(of: Data("plainwords".utf8)) != nil })
  }

  @Test("counts the lines of a log of megabytes while it looks for secrets in it", arguments: [true, false])
  func masksLargeLog(hasSecret: Bool) throws {
    var lines = (1...120_000).map { "line \($0) of a log that has some megabytes" }
    if hasSecret { lines[60_000] = FakeSecret.lines[0].text }
    try folder.write(["store/a/r/run.json": #"{"id": "r"}"#, "store/a/r/logs/train.log": lines.joined(separator: "\n")])
    try build("store")
    #expect(try leaks() == [])
    let pages = try folder.contents().filter { $0.key.contains("train.log") && $0.key.hasSuffix(".html") }.values
      .map { String(decoding: $0, as: UTF8.self) }
    func count(_ text: String) -> Int { pages.count { $0.contains(text) } }
    // The last one is a page by its number, and another one that is always there.
    #expect(count("<li id=L120000>") == 2 && count(">line 120000 of") == 2)
    #expect(count("<li id=L60001>") == 1 && count("[masked: AWS access key]") == (hasSecret ? 1 : 0))
    #expect(count("120,000 lines") > 0)
  }

  @Test("of files that can be read wherever they stand are copied with their secrets masked, told by rule")
  func masksCopies() throws {
    try folder.write([
      "store/a/r/run.json": #"{"id": "r"}"#, "store/a/r/logs/std_log.txt": log, "store/a/r/logs/clean.log": "clean\n",
      "store/a/r/outputs/keys.txt": FakeSecret.lines[0].text + "\n",
    ])
    try build("store")
    #expect(try leaks() == [])
    func path(_ ending: String) throws -> String {
      try #require(folder.files.first { $0.hasPrefix("site/") && $0.hasSuffix(ending) }, "\(ending)")
    }
    #expect(try folder.text(path("files/logs/clean.log")) == "clean\n")
    #expect(try folder.text(path("files/outputs/keys.txt")) == "id [masked: AWS access key] used\n")
    let copy = try folder.text(path("files/logs/std_log.txt"))
    #expect(copy.contains("step 12 loss 0.34") && copy.utf8.count { $0 == 0x0A } == log.utf8.count { $0 == 0x0A })
    let notes = try folder.text("site/build-notes.html")
    for kind in Set(FakeSecret.all.map(\.kind)) {
      let name = kind.replacingOccurrences(of: "&", with: "&amp;")
      let count = FakeSecret.all.count { $0.kind == kind } + (kind == "AWS access key" ? 1 : 0)
      #expect(notes.contains("<tr><td class=t>\(name)<td>\(count)\n"), "\(kind)")
    }
    // What an earlier build masked is told by one that makes nothing again.
    let second = try build("store")
    #expect(second.written == 0 && second.reasons.isEmpty)
  }

  @Test("of files with several names, and with colours and zero bytes in their secrets, publishes none of them")
  func masksLinks() throws {
    let token = try #require(FakeSecret.all.first { $0.kind == "GitHub token" }).secrets[0]
    let coloured = "\u{1B}[32m\(token.prefix(9))\u{1B}[1;36m\(token.dropFirst(9))\u{1B}[0m\n"
    let wide = token.utf8.flatMap { byte -> [UInt8] in [byte, 0] }
    try folder.write([
      "store/a/r/run.json": #"{"id": "r"}"#, "store/a/r/logs/std_log.txt": log + coloured, "outside.txt": log,
      "store/a/r/outputs/data.json": try json(["a": coloured]),
      "store/a/r/outputs/eval.ipynb": try json(
        ["cells": [["cell_type": "code", "source": "1", "outputs": [["text": [coloured]]]]]]),
    ])
    // As PowerShell appends to a file of ASCII.
    try folder.write(Array("started\n".utf8) + wide + [0x0A, 0, 0x0A, 0], to: "store/a/r/logs/wide.log")
    let run = folder.path + "/store/a/r/"
    for (source, target) in [
      (run + "logs/std_log.txt", run + "outputs/twin.txt"), (run + "logs/std_log.txt", run + "logs/twin.log"),
      (folder.path + "/outside.txt", run + "outputs/linked.txt"),
    ] { try FileManager.default.linkItem(atPath: source, toPath: target) }
    try build("store")
    #expect(try leaks() == [])
    func number(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: folder.path + "/" + path)[.systemFileNumber] as? Int
    }
    let sources = Set(try folder.files.filter { $0.hasPrefix("store") || $0 == "outside.txt" }.map(number))
    var shown = 0
    for (path, bytes) in try folder.contents() where path.hasPrefix("site") {
      #expect(try !sources.contains(number(path)), "\(path)")
      let text = String(decoding: bytes, as: UTF8.self)
      // Neither whole nor in the pieces that colours and zero bytes made of it.
      let plain = ["\0", "\u{1B}[1;36m", "\\u001b[1;36m"].reduce(text) { $0.replacing($1, with: "") }
      #expect(!plain.contains(token.dropFirst(9)), "\(path)")
      if path.hasSuffix("std_log.txt") || path.hasSuffix("wide.log") || path.hasSuffix("twin.log") { shown += 1 }
    }
    #expect(shown == 3)
  }

  @Test("of MLflow's files publishes none of them")
  func masksMLflow() throws {
    let id = "0123456789abcdef0123456789abcdef"
    let run = "mlruns/1/\(id)/"
    let token = try #require(FakeSecret.all.first { $0.kind == "Hugging Face token" }).secrets[0]
    var files = [
      "mlruns/1/meta.yaml": "artifact_location: x\nexperiment_id: '1'\nlifecycle_stage: active\nname: e \(token)\n",
      "mlruns/1/tags/mlflow.note.content": log,
      run + "meta.yaml":
        "run_id: \(id)\nrun_uuid: \(id)\nexperiment_id: '1'\nrun_name: n \(token)\nstatus: 3\nstart_time: 1700000000000\nend_time: 1700000001000\nlifecycle_stage: active\nuser_id: \(token)\n",
      run + "metrics/loss \(token)": "1700000000000 0.5 1\n1700000000500 0.4 2\n",
      run + "tags/mlflow.note.content": log,
      run + "artifacts/out/log.txt": log,
    ]
    for (number, fake) in FakeSecret.all.enumerated() {
      files[run + "params/p\(number)"] = fake.text
      files[run + "tags/t\(number)"] = fake.text
    }
    try folder.write(files)
    let summary = try build("mlruns")
    #expect(try leaks() == [])
    #expect(summary.runs == 1)
  }

  @Test("of a folder of CSV files publishes none of them")
  func masksCSV() throws {
    let token = try #require(FakeSecret.all.first { $0.kind == "GitLab token" }).secrets[0]
    let parameters = FakeSecret.lines.enumerated().map { number, fake in
      // YAML has no escape characters.
      let text = fake.text.replacing(/\u{1B}\[[0-9;]*m/, with: "").replacingOccurrences(of: "'", with: "''")
      return "p\(number): '\(text)'\n"
    }
    try folder.write([
      "lightning_logs/version_0/metrics.csv": "step,epoch,loss \(token)\n0,0,0.5\n1,0,0.4\n",
      "lightning_logs/version_0/hparams.yaml": parameters.joined(),
      "lightning_logs/version_0/out.log": log,
    ])
    let summary = try build("lightning_logs")
    #expect(try leaks() == [])
    #expect(summary.runs == 1)
  }

  @Test("is made again when a rule is switched off or added, and leaves nothing of it behind when it is back")
  func followsRules() throws {
    let fake = try #require(FakeSecret.all.first { $0.kind == "GitHub token" })
    try folder.write([
      "store/a/r/run.json": try json(["id": "r", "tags": ["t": fake.text]]), "store/a/r/logs/std_log.txt": fake.text,
    ])
    try build("store") { $0.settings.masking.off = [.gitHubToken] }
    #expect(try leaks(of: [fake]).contains { $0.contains("files/logs/std_log.txt") })
    #expect(try leaks(of: [fake]).contains { $0.contains("digests.sqlite") })
    let second = try build("store")
    #expect(second.remarks.count == 1 && second.remarks[0].contains("other rules of masking"))
    #expect(try leaks(of: [fake]) == [])
    try build("store") { $0.settings.masking.added = [.init(name: "step", pattern: "using")] }
    let page = try #require(folder.files.first { $0.hasPrefix("site/") && $0.hasSuffix("logs/logs--std_log.txt.html") })
    #expect(try folder.text(page).contains("[masked: step] [masked: GitHub token]"))
  }

  @Test("of settings publishes none of those either")
  func masksSettings() throws {
    let fake = try #require(FakeSecret.all.first { $0.kind == "npm token" })
    try folder.write(["store/a/r/run.json": #"{"id": "r"}"#, "store/a/r/metrics.jsonl": #"{"name": "m", "value": 1}"#])
    let token = fake.secrets[0]
    let text = """
      metrics: {m: {unit: \(token)}}
      views:
        - name: v \(token)
          note: \(token)
          runs: [r, \(token)]
          charts: [{line: m, title: \(token), legend: "a \(token) {run}"}]
      """
    let settings = try Settings(Array(text.utf8), file: "runreport.yaml")
    try build("store") { $0.settings = settings }
    #expect(try leaks(of: [fake]) == [])
  }
}

import Diagnostics
import Fingerprints
import Foundation
import RunModel
import TestSupport
import Testing

@testable import Digests

@Suite("The cache of digests")
struct DigestCacheTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(_ report: (String) -> Void = { _ in }) throws -> DigestCache {
    try DigestCache(folder: folder.path + "/cache", readers: 2, report: report)
  }

  private let source = Fingerprint(high: 1, low: 2)

  @discardableResult
  private func add(_ key: String, to cache: DigestCache) throws -> CachedRun {
    try cache.add(
      RunDigest(CodingTests.run()), key: key, store: "s", source: source,
      diagnostics: [Diagnostic(.warning, file: "f", line: 3, "m"), Diagnostic(.note, file: nil, "n")])
  }

  @Test("gives back in the next build what was added in this one")
  func persists() throws {
    let added = try {
      let cache = try open()
      let added = try add("a", to: cache)
      _ = try cache.add(nil, key: "left out", store: "s", source: source, diagnostics: [])
      try cache.flush()
      return added
    }()
    let cache = try open()
    let known = try cache.runs(of: "s")
    #expect(known.count == 2 && known["left out"]?.entry == nil)
    let run = try #require(known["a"])
    #expect(run.entry?.record == added.entry?.record && run.entry?.content == added.entry?.content)
    #expect(run.source == source && run.diagnostics == added.diagnostics)
    #expect(try cache.digest(#require(run.entry)).header == CodingTests.run().header)
    #expect(try cache.runs(of: "other").isEmpty)
  }

  @Test("replaces a run that was added before, and drops one that is gone")
  func replaces() throws {
    let cache = try open()
    let first = try #require(try add("a", to: cache).entry)
    try cache.flush()
    let second = try #require(try add("a", to: cache).entry)
    try cache.flush()
    #expect(first.record != second.record && first.content == second.content)
    #expect(try cache.runs(of: "s")["a"]?.entry?.record == second.record)
    try cache.drop(["a"], from: "s")
    #expect(try cache.runs(of: "s").isEmpty)
  }

  @Test(
    "is made anew when it is damaged or of another version, with one line",
    arguments: ["garbage", "", "half", "version"])
  func recovers(damage: String) throws {
    try {
      let cache = try open()
      for key in 0..<50 { try add("\(key)", to: cache) }
      try cache.flush()
    }()
    let path = folder.path + "/cache/digests.sqlite"
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    switch damage {
    case "half": try whole.prefix(whole.count / 2 / 4096 * 4096 + 100).write(to: URL(fileURLWithPath: path))
    case "version":
      var other = whole
      other[63] ^= 1  // The last byte of user_version.
      try other.write(to: URL(fileURLWithPath: path))
    default: try Data(damage.utf8).write(to: URL(fileURLWithPath: path))
    }
    try? FileManager.default.removeItem(atPath: path + "-wal")
    try? FileManager.default.removeItem(atPath: path + "-shm")
    var lines: [String] = []
    let cache = try open { lines.append($0) }
    if damage != "half" { #expect(try cache.runs(of: "s").isEmpty) }
    #expect(lines.count == (damage == "" || damage == "half" ? lines.count : 1), "\(lines)")
    try add("new", to: cache)
    try cache.flush()
    #expect(try cache.runs(of: "s")["new"] != nil)
  }

  @Test("serves one build at a time")
  func locks() throws {
    let first = try open()
    let failure = #expect(throws: CacheFailure.self) { try open() }
    #expect(failure?.problem == .busy)
    withExtendedLifetime(first) {}
  }

  @Test("leaves a database of another program alone")
  func refusesForeign() throws {
    try folder.write(["cache/x": ""])
    let path = folder.path + "/cache/digests.sqlite"
    let made = try Process.run(
      URL(fileURLWithPath: "/usr/bin/env"),
      arguments: [
        "python3", "-c",
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('pragma application_id=7'); c.execute('create table t(a)'); c.commit()",
        path,
      ])
    made.waitUntilExit()
    let failure = #expect(throws: CacheFailure.self) { try open() }
    #expect(failure?.reason.contains("another program") == true)
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("keeps what jobs made, bundle by bundle")
  func keepsJobs() throws {
    let inputs = [JobRecord.Input(label: "x", fingerprint: source)]
    let record = JobRecord(name: "a", inputs: inputs, files: [.init(path: "p", size: 3, changed: 4)])
    let cache = try open()
    try cache.keep([record], of: "b", in: "site")
    #expect(try cache.jobs(of: "b", in: "site") == ["a": record])
    #expect(try cache.jobs(of: "b", in: "elsewhere").isEmpty)
    #expect(record.isMade(from: inputs) && !record.isMade(from: []))
    #expect(record.files == [.init(path: "p", size: 3, changed: 4)])
    try cache.dropJobs(named: ["a"], of: "b", in: "site")
    #expect(try cache.bundles(in: "site").isEmpty)
  }
}

import FileAccess
import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite("Writing a site into a folder")
struct OutputFolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var site: String { folder.path + "/site" }

  @discardableResult
  private func build(_ files: [String: String]) throws -> OutputFolder.Outcome {
    let output = try OutputFolder(site)
    try put(files, to: output)
    return try output.commit()
  }

  private func put(_ files: [String: String], to output: OutputFolder) throws {
    var folder: OpenFolder?
    for (path, text) in files { _ = try output.put(Array(text.utf8), at: path, in: &folder) }
  }

  private func text(_ path: String) throws -> String { try folder.text("site/" + path) }

  @Test("leaves files alone whose bytes did not change")
  func leavesUnchanged() throws {
    try build(["index.html": "1", "a/b.html": "2"])
    let before = try FileManager.default.attributesOfItem(atPath: site + "/a/b.html")
    let outcome = try build(["index.html": "new", "a/b.html": "2"])
    let after = try FileManager.default.attributesOfItem(atPath: site + "/a/b.html")
    #expect(outcome.written == 1 && outcome.unchanged == 1)
    #expect(before[.modificationDate] as? Date == after[.modificationDate] as? Date)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(try text("index.html") == "new")
  }

  @Test("removes what an earlier build wrote, and nothing else")
  func removesOwnOnly() throws {
    try build(["index.html": "1", "old/page.html": "2", "kept/page.html": "3"])
    try folder.write(["site/kept/mine.txt": "mine", "site/CNAME": "example.org"])
    let outcome = try build(["index.html": "1"])
    #expect(outcome.removed == 2)
    #expect(folder.files == ["site/CNAME", "site/index.html", "site/kept/mine.txt", "site/manifest.json"])
  }

  @Test("refuses a folder with files it did not write, naming some and the way out")
  func refusesForeign() throws {
    try folder.write(["site/thesis.tex": "years of work"])
    let failure = #expect(throws: OutputFailure.self) { try build(["index.html": "1"]) }
    let message = try #require(failure).description
    #expect(message.contains("thesis.tex") && message.contains("empty or new folder"))
    #expect(folder.files == ["site/thesis.tex"])
  }

  @Test("refuses to overwrite a file that appeared in its folder, and leaves the old site")
  func refusesOverwriting() throws {
    try build(["index.html": "1"])
    try folder.write(["site/new.html": "not ours"])
    #expect(throws: OutputFailure.self) { try build(["index.html": "2", "new.html": "3"]) }
    #expect(try text("index.html") == "1")
    #expect(try text("new.html") == "not ours")
  }

  @Test("keeps the old site whole when a build dies before its end")
  func survivesDeath() throws {
    try build(["index.html": "old", "page.html": "old"])
    do {
      let dying = try OutputFolder(site)
      try put(["index.html": "new", "other.html": "new"], to: dying)
      // Neither commit nor abandon: the process was killed here.
    }
    #expect(try text("index.html") == "old" && text("page.html") == "old")
    #expect(!FileManager.default.fileExists(atPath: site + "/other.html"))
    try build(["index.html": "newer", "page.html": "old"])
    #expect(folder.files == ["site/index.html", "site/manifest.json", "site/page.html"])
  }

  @Test("takes a first build that died for its own, folders and all")
  func resumesFirstBuild() throws {
    do {
      let dying = try OutputFolder(site)
      try put(["index.html": "new", "a/b/c.html": "new"], to: dying)
    }
    try build(["index.html": "1", "a/d.html": "2"])
    #expect(folder.files == ["site/a/d.html", "site/index.html", "site/manifest.json"])
    #expect(try text("index.html") == "1")
  }

  @Test("moves nothing of a first site over what appeared in its folder meanwhile")
  func refusesOverwritingAtFirst() throws {
    let output = try OutputFolder(site)
    try put(["index.html": "new", "a/b.html": "new"], to: output)
    try folder.write(["site/a/b.html": "not ours"])
    #expect(throws: OutputFailure.self) { try output.commit() }
    #expect(folder.files == ["site/a/b.html"])
    #expect(try text("a/b.html") == "not ours")
  }

  @Test("lets one build at a time write")
  func locks() throws {
    let first = try OutputFolder(site)
    let failure = #expect(throws: OutputFailure.self) { try OutputFolder(site) }
    #expect(failure?.problem == .busy)
    first.abandon()
  }

  @Test("does not remove files outside, whatever a manifest says")
  func distrustsManifest() throws {
    try build(["index.html": "1"])
    try folder.write(["precious.txt": "p"])
    let manifest = try text("manifest.json").replacingOccurrences(
      of: "    \"index.html\"", with: "    \"../precious.txt\": 1,\n    \"/etc/hostname\": 1,\n    \"index.html\"")
    try folder.write(["site/manifest.json": manifest])
    try build(["index.html": "2"])
    #expect(try folder.text("precious.txt") == "p")
  }
}

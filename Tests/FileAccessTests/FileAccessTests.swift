import Foundation
import TestSupport
import Testing

@testable import FileAccess

@Suite("Reading and writing files")
struct FileAccessTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("gives back the bytes that were written")
  func roundTrip() throws {
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try FileWriter.write(bytes, to: folder.path + "/a")
    #expect(try FileBytes.read(folder.path + "/a") == bytes)
    try FileWriter.write([], to: folder.path + "/a")
    #expect(try FileBytes.read(folder.path + "/a") == [])
  }

  @Test("refuses a FIFO instead of waiting for it")
  func refusesFIFO() throws {
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let failure = #expect(throws: FileFailure.self) { try FileBytes.read(folder.path + "/pipe") }
    #expect(failure?.reason == "is not a regular file")
  }

  @Test("names the file that is missing")
  func namesMissing() {
    let failure = #expect(throws: FileFailure.self) { try FileBytes.read(folder.path + "/none") }
    #expect(failure?.description == folder.path + "/none: no such file or directory")
  }

  @Test("lists folders by the bytes of names and does not follow links")
  func lists() throws {
    try folder.write(["b/x": "", "a/y": "1", "B": ""])
    symlink("/", folder.path + "/link")
    var seen: [String] = []
    DirectoryListing.walk(folder.path, visit: { path, _ in seen.append(path) }, failed: { _ in })
    #expect(seen == ["B", "a/y", "b/x", "link"])
  }

  @Test("copies a file with its time of change")
  func copies() throws {
    try folder.write(["source": "content"])
    try FileWriter.copy(folder.path + "/source", to: folder.path + "/copy", limit: 100)
    #expect(try folder.text("copy") == "content")
    #expect(FileBytes.isSameVersion(folder.path + "/source", folder.path + "/copy"))
  }

  @Test("lets only one process hold a folder")
  func locks() throws {
    let first = try FolderLock(folder.path)
    #expect(first != nil)
    #expect(try FolderLock(folder.path) == nil)
    withExtendedLifetime(first) {}
  }

  @Test("gives a folder free, though a process that is being started has a copy of what holds it")
  func unlocks() throws {
    var first = try FolderLock(folder.path)
    let copy = dup(try #require(first).descriptor)
    defer { close(copy) }
    first = nil
    #expect(try FolderLock(folder.path) != nil)
  }

  @Test(
    "takes paths apart",
    arguments: [
      ("/a/b/c", "c", "/a/b"), ("a", "a", "."), ("/a", "a", "/"), ("a/b/", "b", "a"),
    ])
  func splitsPaths(path: String, last: String, parent: String) {
    #expect(PathText.lastPart(of: path) == last)
    #expect(PathText.parent(of: path) == parent)
  }
}

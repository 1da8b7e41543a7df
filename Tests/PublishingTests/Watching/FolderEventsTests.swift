import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite("What the system tells of changes in folders")
struct FolderEventsTests {
  let folder: TemporaryFolder
  var store: String { folder.path + "/store" }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(["store/experiment/run/metrics.jsonl": "{}\n", "store/out/index.html": ""])
  }

  private func append(_ path: String) throws {
    let file = try #require(FileHandle(forWritingAtPath: folder.path + "/" + path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("x".utf8))
    try file.close()
  }

  @Test("is a line appended, a file made, moved or removed, in any folder of the tree, and not what is only read")
  func seesChanges() throws {
    let events = try FolderEvents(excluding: [])
    try events.add(store)
    #expect(try !events.take().hasChanges)
    _ = try folder.text("store/experiment/run/metrics.jsonl")
    #expect(try !events.take().hasChanges)
    try append("store/experiment/run/metrics.jsonl")
    #expect(try events.take().hasChanges)
    try folder.write(["store/experiment/experiment.json": "{}"])
    #expect(try events.take().hasChanges)
    try FileManager.default.removeItem(atPath: store + "/experiment/experiment.json")
    #expect(try events.take().hasChanges)
    #expect(try !events.take().hasChanges)
  }

  @Test("includes folders that came later, and what is in those")
  func followsNewFolders() throws {
    let events = try FolderEvents(excluding: [])
    try events.add(store)
    try folder.write(["store/new/deep/run/metrics.jsonl": ""])
    #expect(try events.take().hasChanges)
    _ = try events.take()
    try append("store/new/deep/run/metrics.jsonl")
    #expect(try events.take().hasChanges)
    try FileManager.default.moveItem(atPath: store + "/new", toPath: store + "/moved")
    _ = try events.take()
    try append("store/moved/deep/run/metrics.jsonl")
    #expect(try events.take().hasChanges)
    try FileManager.default.moveItem(atPath: store + "/moved", toPath: folder.path + "/elsewhere")
    _ = try events.take()
    try append("elsewhere/deep/run/metrics.jsonl")
    #expect(try !events.take().hasChanges)
  }

  @Test("includes new folders of one that is watched for itself as well, as beside a database in a store")
  func followsOverlap() throws {
    let events = try FolderEvents(excluding: [])
    try events.add(store)
    try events.add(only: store)
    try folder.write(["store/new/deep/run/metrics.jsonl": ""])
    _ = try events.take()
    try append("store/new/deep/run/metrics.jsonl")
    #expect(try events.take().hasChanges)
  }

  @Test("leaves out what the watcher writes itself, there already or not")
  func leavesOutOutput() throws {
    let events = try FolderEvents(excluding: [store + "/out", store + "/out.cache"])
    try events.add(store)
    try folder.write(["store/out/page.html": "", "store/out/deep/page.html": "", "store/out.cache/runs.db": ""])
    #expect(try !events.take().hasChanges)
  }

  @Test("leaves out what tools fill, where no run is")
  func leavesOutTools() throws {
    try folder.write(["store/.git/HEAD": "", "store/experiment/node_modules/a/b.js": ""])
    let events = try FolderEvents(excluding: [])
    try events.add(store)
    #expect(events.count == 4)
    try folder.write(["store/.git/index": "", "store/experiment/__pycache__/train.pyc": ""])
    #expect(try !events.take().hasChanges)
  }

  @Test("fails where there are more folders than may be watched, and where there is none")
  func hasLimits() throws {
    let few = try FolderEvents(excluding: [], limit: 3)
    #expect(throws: FolderEvents.Obstacle.limit) { try few.add(store) }
    let exact = try FolderEvents(excluding: [], limit: 4)
    try exact.add(store)
    try folder.write(["store/one-more/x": ""])
    #expect(throws: FolderEvents.Obstacle.limit) { try exact.take() }
    #expect(throws: FolderEvents.Obstacle.missing) { try FolderEvents(excluding: []).add(folder.path + "/nowhere") }
  }

  @Test("says that a tree went away, and holds no folder of it")
  func tellsLoss() throws {
    let events = try FolderEvents(excluding: [])
    try events.add(store)
    #expect(events.count == 4)
    try FileManager.default.removeItem(atPath: store)
    #expect(try events.take().lost == [store])
    _ = try events.take()
    #expect(events.count == 0)
  }

  @Test("holds no more folders after thousands came and went")
  func forgets() throws {
    let events = try FolderEvents(excluding: [])
    try events.add(store)
    let before = events.count
    for number in 0..<1000 {
      let path = store + "/run-\(number)"
      try FileManager.default.createDirectory(atPath: path + "/logs", withIntermediateDirectories: true)
      _ = try events.take()
      try FileManager.default.removeItem(atPath: path)
      _ = try events.take()
    }
    #expect(events.count == before)
  }
}

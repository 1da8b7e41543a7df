import Foundation
import TestSupport
import Testing

@testable import Publishing

@Suite("Where a watcher is told of changes, and where it looks")
struct WatchedPlacesTests {
  let folder: TemporaryFolder
  let local = MountTable("1 0 8:1 / / rw - ext4 /dev/sda1 rw")

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(["store/experiment/run/metrics.jsonl": "", "other/mlflow.db": ""])
  }

  @Test("is told of a folder and of a database with the files beside it")
  func listens() throws {
    let places = WatchedPlaces(
      [folder.path + "/store", folder.path + "/other/mlflow.db"], excluding: [], mounts: local)
    #expect(places.find() && !places.needsLooking && !places.hasMissing && places.takeNotes() == [])
    #expect(!places.take())
    try folder.write(["other/mlflow.db-wal": "x"])
    #expect(places.take())
  }

  @Test("looks, and says so once, where there are too many folders")
  func fallsBackAtLimit() throws {
    let places = WatchedPlaces([folder.path + "/store"], excluding: [], mounts: local, folderLimit: 2)
    _ = places.find()
    #expect(places.needsLooking && places.descriptor == nil && places.folderCount == 0)
    #expect(places.takeNotes().count == 1 && places.takeNotes() == [])
  }

  @Test("looks at network file systems, and is still told of the others")
  func looksAtNetwork() throws {
    let mounts = MountTable("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 0:9 / \(folder.path)/store rw - nfs4 server:/ rw")
    let places = WatchedPlaces([folder.path + "/store", folder.path + "/other"], excluding: [], mounts: mounts)
    _ = places.find()
    #expect(places.needsLooking && places.folderCount == 1)
    #expect(places.takeNotes().contains { $0.contains("nfs4") })
  }

  @Test("looks at servers, and names them without their passwords")
  func looksAtServers() {
    let places = WatchedPlaces(["https://someone:secret@host:5000/"], excluding: [], mounts: local)
    #expect(places.needsLooking && !places.hasMissing)
    let notes = places.takeNotes()
    #expect(notes.count == 1 && notes[0].contains("host") && !notes[0].contains("secret"))
  }

  @Test("finds what was not there, what went away and came back, and is told of it then")
  func findsLater() throws {
    let places = WatchedPlaces([folder.path + "/later"], excluding: [], mounts: local)
    #expect(!places.find() && places.hasMissing)
    for round in 1...2 {
      try folder.write(["later/a/b": ""])
      #expect(places.find() && !places.hasMissing, "round \(round)")
      try folder.write(["later/a/c": ""])
      #expect(places.take())
      try FileManager.default.removeItem(atPath: folder.path + "/later")
      #expect(places.take() && places.hasMissing)
    }
  }
}

import FileAccess
import Foundation
import TestSupport
import Testing

@Suite("Following a file")
struct FileFollowerTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/train.log" }

  init() throws { folder = try TemporaryFolder() }

  private func append(_ text: String, to name: String = "train.log") throws {
    let descriptor = open(folder.path + "/" + name, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    defer { close(descriptor) }
    #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
  }

  private func text(_ follower: FileFollower) throws -> String {
    var bytes: [UInt8] = []
    try follower.look { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("waits for a file that is not there yet and gives each byte once")
  func grows() throws {
    let follower = try FileFollower(path)
    #expect(!follower.isThere)
    #expect(try text(follower) == "")
    try append("one\n")
    #expect(try text(follower) == "one\n")
    #expect(try text(follower) == "")
    try append("tw")
    try append("o\n")
    #expect(try text(follower) == "two\n")
  }

  @Test("passes over what it is told to")
  func starts() throws {
    try append("one\ntwo\n")
    let follower = try FileFollower(path, from: 4)
    #expect(try text(follower) == "two\n")
    try append("three\n")
    #expect(try text(follower) == "three\n")
  }

  @Test("reads the rest of a file that was renamed before the new one")
  func renamed() throws {
    let follower = try FileFollower(path)
    try append("one\n")
    #expect(try text(follower) == "one\n")
    try append("two\n")
    rename(path, path + ".1")
    try append("late\n", to: "train.log.1")
    #expect(try text(follower) == "two\nlate\n")
    // The new file is made before its first line; whoever writes may still have the old one open.
    try append("")
    #expect(try text(follower) == "")
    try append("later\n", to: "train.log.1")
    try append("three\n")
    #expect(try text(follower) == "later\nthree\n")
  }

  @Test("does not print rotated files that were there before")
  func olderTurns() throws {
    try append("old\n", to: "train.log.1")
    try append("one\n")
    let follower = try FileFollower(path)
    #expect(try text(follower) == "one\n")
    rename(path + ".1", path + ".2")
    rename(path, path + ".1")
    try append("two\n")
    #expect(try text(follower) == "two\n")
  }

  @Test("begins with rotated files that were there before, the oldest first, where it is told to")
  func fromTheFirstTurn() throws {
    for (name, text) in [("train.log.2", "one\n"), ("train.log.1", "two\n"), ("train.log", "three\n")] {
      try append(text, to: name)
    }
    let follower = try FileFollower(path, includingTurns: true)
    #expect(try text(follower) == "one\ntwo\nthree\n")
    try append("four\n")
    #expect(try text(follower) == "four\n")
  }

  @Test(
    "knows the names of files that logs are put aside to",
    arguments: [
      ("train.log.1", ["train.log"]), ("train.log-20261126", ["train.log"]),
      ("train.2026-11-26.log", ["train.log"]), ("train-1.log", []), ("70_driver_log_0.txt", []),
      ("train.log", []), ("train.log.bak", []), (".1", []), ("", []),
    ])
  func names(_ name: String, _ bases: [String]) {
    let found = RotatedName.bases(of: name)
    #expect(bases.isEmpty ? found == [] : Set(bases).isSubset(of: found))
  }

  @Test("finds what was renamed twice between two looks, and leaves other files alone")
  func missedTurn() throws {
    let follower = try FileFollower(path)
    try append("one\n")
    #expect(try text(follower) == "one\n")
    rename(path, path + ".1")
    try append("two\n")
    try append("no\n", to: "train.log.bak")
    try append("no\n", to: "train.logs.1")
    try append("no\n", to: "val.log.1")
    rename(path + ".1", path + ".2")
    rename(path, path + ".1")
    try append("three\n")
    #expect(try text(follower) == "two\nthree\n")
  }

  @Test("begins again when a file is cut short, even if it is longer by then", arguments: ["new\n", "a longer text\n"])
  func cutShort(_ written: String) throws {
    let follower = try FileFollower(path)
    try append("one\ntwo\n")
    #expect(try text(follower) == "one\ntwo\n")
    truncate(path, 0)
    try append(written)
    var remarks: [FileFollower.Remark] = []
    var bytes: [UInt8] = []
    try follower.look(remark: { remarks.append($0) }) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == written)
    #expect(remarks == [.cutShort])
  }

  @Test("takes from a copy what was cut off before it was read, and misses nothing", arguments: ["two\n", ""])
  func copiedAndCut(_ unread: String) throws {
    let follower = try FileFollower(path)
    try append("one\n")
    #expect(try text(follower) == "one\n")
    try append(unread)
    try FileManager.default.copyItem(atPath: path, toPath: path + "-20261126")
    truncate(path, 0)
    try append("three\n")
    var remarks: [FileFollower.Remark] = []
    var bytes: [UInt8] = []
    try follower.look(remark: { remarks.append($0) }) { bytes += $0 }
    #expect(String(decoding: bytes, as: UTF8.self) == unread + "three\n")
    #expect(remarks == [])
  }

  @Test("refuses links and FIFOs, also where they take the place of the file")
  func refuses() throws {
    try append("secret\n", to: "other")
    symlink(folder.path + "/other", path)
    let link = #expect(throws: FileFailure.self) { try FileFollower(path) }
    #expect(link?.reason == "is a symbolic link, which is not followed")
    unlink(path)
    mkfifo(path, 0o600)
    let pipe = #expect(throws: FileFailure.self) { try FileFollower(path) }
    #expect(pipe?.reason == "is not a regular file")
    unlink(path)
    try append("one\n")
    let follower = try FileFollower(path)
    #expect(try text(follower) == "one\n")
    unlink(path)
    symlink(folder.path + "/other", path)
    #expect(throws: FileFailure.self) { try text(follower) }
  }

  @Test("goes on behind the hole that a writer leaves who does not append, and takes from a copy what was cut off")
  func cutUnderWriter() throws {
    let follower = try FileFollower(path)
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o644)
    defer { close(descriptor) }
    var written = ""
    func print(_ count: Int) {
      let text = (0..<count).map { "line \(written.utf8.count) \($0)\n" }.joined()
      #expect(write(descriptor, text, text.utf8.count) == text.utf8.count)
      written += text
    }
    var found = ""
    for turn in 0..<4 {
      print(700)
      found += try text(follower)
      print(turn * 50)
      try? FileManager.default.removeItem(atPath: path + ".1")
      try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
      truncate(path, 0)
      print(3)
    }
    found += try text(follower)
    #expect(found.utf8.count == written.utf8.count && found == written)
  }

  @Test("waits for a file that was removed, however long, and gives a new one from its first byte")
  func removed() throws {
    try append("one\n")
    let follower = try FileFollower(path)
    #expect(try text(follower) == "one\n")
    try append("two\n")
    unlink(path)
    // It is kept open: what was written before it was removed is still there.
    #expect(try text(follower) == "two\n")
    for _ in 0..<3 { #expect(try text(follower) == "") }
    #expect(follower.isThere)
    try append("one\n")
    #expect(try text(follower) == "one\n")
  }

  @Test("takes no new file for the one it replaces, though the system may give it the same number")
  func reused() throws {
    let follower = try FileFollower(path)
    for turn in 0..<50 {
      try append("same\n")
      #expect(try text(follower) == "same\n", "turn \(turn)")
      unlink(path)
    }
  }

  @Test("gives half a character as it is, and the rest with the next look")
  func halfCharacter() throws {
    let follower = try FileFollower(path)
    let bytes = Array("é€😀".utf8)
    var found: [UInt8] = []
    for byte in bytes {
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
      #expect([byte].withUnsafeBytes { write(descriptor, $0.baseAddress, 1) } == 1)
      close(descriptor)
      try follower.look { found += $0 }
      #expect(found.last == byte)
    }
    #expect(found == bytes)
  }

  @Test("notices at once that a file was cut and written anew to the same length")
  func sameLength() throws {
    let follower = try FileFollower(path)
    for turn in 0..<50 {
      try append("turn \(turn % 10)\n")
      #expect(try text(follower) == "turn \(turn % 10)\n")
      #expect(try text(follower) == "")
      truncate(path, 0)
    }
  }

  @Test("gives the log of an earlier start that the next one begins with too")
  func repeatedBeginning() throws {
    try append("loading\n", to: "train.log.1")
    try append("loading\ntraining\n")
    let hourAgo = Date(timeIntervalSinceNow: -3600)
    try FileManager.default.setAttributes([.modificationDate: hourAgo], ofItemAtPath: path + ".1")
    let follower = try FileFollower(path, includingTurns: true)
    #expect(try text(follower) == "loading\nloading\ntraining\n")
  }

  @Test("says which older files it does not give: compressed ones, and too many")
  func omitted() throws {
    for name in ["train.log.2.gz", "train.log.gz", "train.log.3.zst", "other.log.1.gz"] { try append("x", to: name) }
    for number in 1...205 {
      try append("\(number)\n", to: "train.log.\(number)")
      let date = Date(timeIntervalSince1970: 1_700_000_000 - Double(number))
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path + ".\(number)")
    }
    try append("now\n")
    let follower = try FileFollower(path, includingTurns: true)
    var remarks: [FileFollower.Remark] = []
    var bytes: [UInt8] = []
    for _ in 0..<2 { try follower.look(remark: { remarks.append($0) }) { bytes += $0 } }
    #expect(remarks == [.compressed(["train.log.2.gz", "train.log.3.zst"]), .tooMany(5)])
    let expected = (1...200).reversed().map { "\($0)\n" }.joined() + "now\n"
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test("lets nobody go on who waits for a reader of a FIFO")
  func doesNotOpenPipes() async throws {
    mkfifo(path, 0o600)
    let path = path
    let isOpen = Flag()
    let writer = Task.detached {
      let descriptor = open(path, O_WRONLY)
      isOpen.set()
      close(descriptor)
    }
    for _ in 0..<20 {
      #expect(throws: FileFailure.self) { try FileFollower(path) }
      usleep(1000)
    }
    #expect(!isOpen.isSet)
    close(open(path, O_RDONLY | O_NONBLOCK))
    // The writer may not have come to its end of the pipe yet.
    while !isOpen.isSet {
      close(open(path, O_RDONLY | O_NONBLOCK))
      await Task.yield()
    }
    await writer.value
  }
}

import FileAccess
import Foundation
import TestSupport
import Testing

@Suite("The bytes of a file that is followed")
struct FollowedBytesTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/train.log" }

  init() throws { folder = try TemporaryFolder() }

  private func append(_ bytes: [UInt8]) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
    defer { close(descriptor) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
  }

  /// What programs do to a log that became long; none does two of these.
  enum Rotation: CaseIterable {
    case renamed, copiedAndCut, removed, cut
  }

  @Test(
    "are those that were written, whatever is done to the file and whenever it is looked at",
    arguments: Rotation.allCases, 0..<40)
  func anyCourse(_ rotation: Rotation, _ seed: Int) throws {
    var random = RandomNumbers(seed: UInt64(seed))
    let follower = try FileFollower(path)
    var written: [UInt8] = []
    var found: [UInt8] = []
    let turns = 6
    // As many turns as are kept may come between two looks; those behind are gone.
    var unread = 0
    for _ in 0..<120 {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<6:
        let count = Int.random(in: 8..<200, using: &random)
        let piece = (0..<count).map { _ in UInt8.random(in: 97..<123, using: &random) }
        try append(piece)
        written += piece
      case 6, 7:
        guard unread < turns - 1, FileManager.default.fileExists(atPath: path) else { continue }
        switch rotation {
        case .renamed:
          shift(turns)
          rename(path, path + ".1")
        case .copiedAndCut:
          shift(turns)
          try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
          truncate(path, 0)
        default:
          // What is in no other file can only be had if it was read before.
          try follower.look { found += $0 }
          if rotation == .removed { unlink(path) } else { truncate(path, 0) }
        }
        unread += 1
      default:
        try follower.look { found += $0 }
        unread = 0
      }
    }
    try append(Array("the end".utf8))
    written += Array("the end".utf8)
    try follower.look { found += $0 }
    expectEqual(found, written)
  }

  /// Thousands of bytes are told by where they differ.
  private func expectEqual(_ found: [UInt8], _ written: [UInt8]) {
    let place = zip(found, written).enumerated().first { $1.0 != $1.1 }?.offset ?? min(found.count, written.count)
    let isEqual = found == written
    #expect(isEqual, "\(found.count) of \(written.count) bytes, which differ from byte \(place) on")
  }

  private func shift(_ turns: Int) {
    unlink("\(path).\(turns)")
    for number in stride(from: turns - 1, through: 1, by: -1) {
      rename("\(path).\(number)", "\(path).\(number + 1)")
    }
  }

  @Test("are those that a writer writes who rotates at the same time", arguments: 0..<3)
  func atTheSameTime(_ seed: Int) async throws {
    let path = path
    let follower = try FileFollower(path)
    let writer = Task.detached { () -> [UInt8] in
      var random = RandomNumbers(seed: UInt64(seed))
      var written: [UInt8] = []
      var descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
      for number in 0..<1500 {
        let line = Array("step \(number) of a run\n".utf8)
        _ = write(descriptor, line, line.count)
        written += line
        if Int.random(in: 0..<60, using: &random) == 0 {
          // As Python's RotatingFileHandler does it.
          close(descriptor)
          for turn in stride(from: 60, through: 1, by: -1) { rename("\(path).\(turn)", "\(path).\(turn + 1)") }
          rename(path, path + ".1")
          descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        }
      }
      close(descriptor)
      return written
    }
    var found: [UInt8] = []
    let isDone = Flag()
    Task.detached {
      _ = await writer.value
      isDone.set()
    }
    while !isDone.isSet {
      try follower.look { found += $0 }
      await Task.yield()
    }
    let written = await writer.value
    try follower.look { found += $0 }
    try follower.look { found += $0 }
    expectEqual(found, written)
  }
}

import Diagnostics
import Digests
import Foundation
import Masking
import RunModel
import TestSupport
import Testing

@testable import Publishing

@Suite("What a job reads of a run's files")
struct JobOutputTests {
  let folder: TemporaryFolder
  let diagnostics = DiagnosticCollector()

  init() throws { folder = try TemporaryFolder() }

  private func output() throws -> JobOutput {
    JobOutput(folder: try OutputFolder(folder.path + "/site"), diagnostics: diagnostics)
  }

  private func file(_ name: String, pieces: [RunFile.Piece] = []) -> RunFile {
    RunFile(path: name, location: folder.path + "/" + name, size: 0, role: .log, pieces: pieces)
  }

  @Test("can be some bytes of a larger file, copied or read, as far as they are there")
  func readsRanges() throws {
    try folder.write(["events": "head-PNG-more-PNG-tail"])
    let image = file(
      "events",
      pieces: [
        .init(offset: 5, count: 4), .init(offset: 14, count: 3), .init(offset: 3, count: 0),
        .init(offset: 18, count: 99),
      ])
    let output = try output()
    var read: [UInt8] = []
    _ = try output.read(image, 0..<Int64.max, shownAs: "image") { piece in
      piece.withUnsafeBufferPointer { read += $0 }
      return true
    }
    #expect(String(decoding: read, as: UTF8.self) == "PNG-PNGtail")
    try output.copy(image, to: "image.png", shownAs: "image")
    #expect(output.files.map(\.size) == [11] && diagnostics.sorted.isEmpty)
  }

  /// A large text whose parts are looked at at once, with something where two of them meet.
  private func large(_ text: String, at place: Int, isWide: Bool = false, isOneLine: Bool = false) throws -> RunFile {
    let border = Int(JobOutput.lookSize) / (isWide ? 2 : 1)
    let filler = isOneLine ? "step 12 loss 0.34, " : "step 12 loss 0.34\n"
    var bytes = Array(String(repeating: filler, count: border * 9 / 4 / filler.utf8.count).utf8)
    bytes.replaceSubrange((border + place)..<(border + place), with: Array(text.utf8))
    try folder.write(isWide ? [0xFF, 0xFE] + bytes.flatMap { [$0, 0] } : bytes, to: "log")
    var file = file("log")
    file.size = Int64(bytes.count * (isWide ? 2 : 1))
    return file
  }

  @Test(
    "is never called clean for a secret where two parts meet that are looked at at once",
    arguments: zip([-25, -1, -30], [false, false, true]))
  func findsSecretsAtBorders(place: Int, isOneLine: Bool) throws {
    let fake = try #require(FakeSecret.all.first { $0.kind == "GitHub token" })
    let file = try large(" " + fake.text + " ", at: place, isOneLine: isOneLine)
    let output = try output()
    #expect(output.cleanSize(of: file) == nil)
    var isMasked = false
    _ = try output.read(file, (JobOutput.lookSize - 50_000)..<(JobOutput.lookSize + 50_000), shownAs: "log") { piece in
      let text = piece.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
      #expect(!text.contains(fake.secrets[0]))
      isMasked = isMasked || text.contains("[masked: GitHub token]")
      return true
    }
    #expect(isMasked && output.tally.masked.byRule == ["GitHub token": 1])
  }

  @Test("is clean as far as it was looked at if there is no secret in any of its parts", arguments: [false, true])
  func isClean(isOneLine: Bool) throws {
    let file = try large("the secret of a good log is its lines", at: -9, isOneLine: isOneLine)
    #expect(try output().cleanSize(of: file) == file.size)
  }

  @Test("is looked at in its order if it is UTF-16, whose parts do not tell so")
  func findsWideSecrets() throws {
    let fake = try #require(FakeSecret.all.first { $0.kind == "GitHub token" })
    let output = try output()
    #expect(output.cleanSize(of: try large(" " + fake.text + " ", at: 700, isWide: true)) == nil)
    #expect(output.tally.masked.byRule == ["GitHub token": 1])
  }

  @Test("comes in pieces that make the whole file", arguments: [0, 1, 262_144, 700_000])
  func readsPieces(size: Int) throws {
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try folder.write(bytes, to: "log")
    var read: [UInt8] = []
    var sizes: [Int] = []
    let isWhole = try output().read(file("log"), 0..<Int64.max, shownAs: "log") { piece in
      piece.withUnsafeBufferPointer { read += $0 }
      sizes.append(piece.count)
      return true
    }
    #expect(isWhole && read == bytes)
    #expect(sizes.dropLast(2).allSatisfy { $0 > 200_000 })
  }

  @Test("is masked each time it is read, also when a secret comes into it later, and counted once")
  func masksEveryReading() throws {
    let fake = try #require(FakeSecret.lines.first)
    try folder.write(["log": "plain\n"])
    let output = try output()
    func read() throws -> String {
      var read: [UInt8] = []
      _ = try output.read(file("log"), 0..<Int64.max, shownAs: "log") { piece in
        piece.withUnsafeBufferPointer { read += $0 }
        return true
      }
      return String(decoding: read, as: UTF8.self)
    }
    for _ in 0..<2 { #expect(try read() == "plain\n") }
    #expect(output.tally.isEmpty)
    try folder.write(["log": "plain\n" + fake.text + "\n"])
    for _ in 0..<2 { #expect(try read() == "plain\nid [masked: AWS access key] used\n") }
    try output.copy(file("log"), to: "copy", shownAs: "log")
    #expect(output.tally.masked.byRule == ["AWS access key": 1])
  }

  @Test("ends when the reader has enough, and passes on what the reader throws")
  func stops() throws {
    struct Full: Error {}
    try folder.write([UInt8](repeating: 1, count: 700_000), to: "log")
    let output = try output()
    var count = 0
    let isWhole = try output.read(file("log"), 0..<Int64.max, shownAs: "log") { _ in
      count += 1
      return false
    }
    #expect(isWhole && count == 1)
    #expect(throws: Full.self) { _ = try output.read(file("log"), 0..<Int64.max, shownAs: "log") { _ in throw Full() } }
    #expect(!output.isIncomplete && diagnostics.sorted.isEmpty)
  }

  @Test("is no link, no FIFO and nothing that is missing; each costs a warning", arguments: ["link", "pipe", "none"])
  func refuses(name: String) throws {
    try folder.write(["log": "text"])
    symlink(folder.path + "/log", folder.path + "/link")
    mkfifo(folder.path + "/pipe", 0o600)
    let output = try output()
    #expect(!(try output.read(file(name), 0..<Int64.max, shownAs: "e/r/\(name)") { _ in true }))
    #expect(output.isIncomplete && diagnostics.sorted.count == 1)
    #expect(diagnostics.sorted.first?.description.contains("e/r/\(name)") == true)
  }
}

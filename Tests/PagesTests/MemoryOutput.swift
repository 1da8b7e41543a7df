import Digests
import RunModel

@testable import Pages

/// Keeps what a job makes, and gives it the files it asks for in pieces of any size.
///
/// Does what is to be shared on one thread, so nothing of it is used at once.
final class MemoryOutput: SiteJob.Output, @unchecked Sendable {
  /// The files of runs by location; one that is not there cannot be read.
  var sources: [String: [UInt8]]
  /// What is read from the second time on, for files that change while a site is made.
  var laterSources: [String: [UInt8]]
  private let pieceSize: Int
  private(set) var files: [String: [UInt8]] = [:]
  private(set) var copies: [String: String] = [:]
  private(set) var unreadable: [String] = []
  private(set) var tally = JobTally()
  private var readCounts: [String: Int] = [:]

  init(_ sources: [String: [UInt8]] = [:], later: [String: [UInt8]] = [:], pieceSize: Int = 1 << 18) {
    self.sources = sources
    laterSources = later
    self.pieceSize = pieceSize
  }

  /// The text of a file that was made; empty if it was not.
  func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

  func put(_ bytes: [UInt8], at path: String) throws { files[path] = bytes }

  func stream(to path: String, _ body: (_ append: (inout [UInt8]) throws -> Void) throws -> Void) throws {
    try body { piece in
      files[path, default: []] += piece
      piece.removeAll()
    }
  }

  func duplicate(_ made: String, at path: String) throws { files[path] = files[made] }

  func count(_ tally: JobTally) { self.tally.add(tally) }

  func prepareToReread(_ paths: [String]) {}

  func reread(_ path: String, _ body: (Span<UInt8>) throws -> Void) throws {
    let bytes = files[path] ?? []
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      let piece = bytes[start...].prefix(pieceSize)
      try body(piece.span)
    }
  }

  func copy(_ file: RunFile, to path: String, shownAs shown: String) throws { copies[path] = file.location }

  func read(
    _ file: RunFile, _ part: Range<Int64>, shownAs shown: String, _ body: (Span<UInt8>) throws -> Bool
  ) throws -> Bool {
    let source = file.location
    readCounts[source, default: 0] += 1
    let later = readCounts[source, default: 0] > 1 ? laterSources[source] : nil
    guard let whole = later ?? sources[source] else {
      unreadable.append(shown)
      return false
    }
    let known = part.clamped(to: 0..<Int64(whole.count))
    let bytes = Array(whole[Int(known.lowerBound)..<Int(known.upperBound)])
    for start in stride(from: 0, to: bytes.count, by: pieceSize) {
      let piece = bytes[start...].prefix(pieceSize)
      guard try body(piece.span) else { break }
    }
    return true
  }

  func cleanSize(of file: RunFile) -> Int64? { sources[file.location].map { Int64($0.count) } }

  func readAsItIs(_ file: RunFile, _ body: (Span<UInt8>) -> Bool) -> Bool {
    guard let whole = sources[file.location] else { return false }
    for start in stride(from: 0, to: whole.count, by: pieceSize) {
      let piece = whole[start...].prefix(pieceSize)
      guard body(piece.span) else { break }
    }
    return true
  }

  func share(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) throws {
    for number in 0..<count { try body(number) }
  }
}

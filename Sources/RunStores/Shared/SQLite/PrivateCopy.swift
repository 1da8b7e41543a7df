internal import FileAccess

/// A copy of a database and its log or journal in a folder of its own, removed with the value.
final class PrivateCopy: Sendable {
  /// As often a copy is made again because the database changed meanwhile.
  private static let attempts = 5
  private static let endings = ["", "-wal", "-journal"]

  /// Goes with this value.
  private let folder: TemporaryPlace
  let path: String
  let byteCount: Int64

  init(of source: String) throws(SQLFailure) {
    do {
      folder = try TemporaryPlace()
    } catch {
      throw SQLFailure(reason: "is written to by another program, and no copy could be made: \(error)")
    }
    path = folder.path + "/copy.db"
    do {
      byteCount = try PrivateCopy.copy(source, to: path)
    } catch {
      throw SQLFailure(reason: "could not be copied: \(error.reason)")
    }
  }

  /// Copies the files until the database itself stayed the same meanwhile; a log that grew ends where it was cut, which
  /// its checksums tell.
  private static func copy(_ source: String, to target: String) throws(FileFailure) -> Int64 {
    for _ in 0..<attempts {
      let before = FileBytes.version(of: source)
      var count: Int64 = 0
      for ending in endings {
        try FileWriter.removeFile(target + ending)
        guard FileBytes.entry(at: source + ending, followingLinks: false)?.kind == .file else { continue }
        count += try FileWriter.copy(source + ending, to: target + ending, limit: .max - count)
      }
      if let before, let after = FileBytes.version(of: source), before == after { return count }
    }
    throw FileFailure(source, reason: "it is being written to")
  }
}

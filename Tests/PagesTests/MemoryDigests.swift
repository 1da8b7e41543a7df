import Digests
import Fingerprints
import Settings
import Synchronization

/// Digests kept in memory, with the entries that lead to them.
final class MemoryDigests: DigestSource, Sendable {
  let entries: [RunEntry]
  private let digests: [RunDigest]
  private let opened = Mutex<[Int64: Int]>([:])

  /// How often the digest of each run was asked for, by its record.
  var openings: [Int64: Int] { opened.withLock { $0 } }

  init(_ digests: [RunDigest]) {
    self.digests = digests
    entries = digests.enumerated().map { index, digest in
      let content = Fingerprint(high: UInt64(index), low: 1)
      return RunEntry(digest, record: Int64(index), source: content, content: content)
    }
  }

  func digest(_ entry: RunEntry) throws -> RunDigest {
    opened.withLock { $0[entry.record, default: 0] += 1 }
    return digests[Int(entry.record)]
  }

  func digest(of index: ExperimentIndex, under settings: Settings) throws -> ExperimentDigest {
    try ExperimentDigest(index, under: settings, from: self)
  }
}

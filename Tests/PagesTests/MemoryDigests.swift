import Digests
import Fingerprints
import Settings

/// Digests kept in memory, with the entries that lead to them.
final class MemoryDigests: DigestSource, Sendable {
  let entries: [RunEntry]
  private let digests: [RunDigest]

  init(_ digests: [RunDigest]) {
    self.digests = digests
    entries = digests.enumerated().map { index, digest in
      let content = Fingerprint(high: UInt64(index), low: 1)
      return RunEntry(digest, record: Int64(index), source: content, content: content)
    }
  }

  func digest(_ entry: RunEntry) throws -> RunDigest { digests[Int(entry.record)] }

  func digest(of index: ExperimentIndex, under settings: Settings) throws -> ExperimentDigest {
    try ExperimentDigest(index, under: settings, from: self)
  }
}

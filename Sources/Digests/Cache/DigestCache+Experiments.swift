import Fingerprints
import Foundation
import GRDB
import RunModel
public import Settings

extension DigestCache {
  /// The digest of an experiment: as it was kept if its runs are the same, else gathered anew and kept.
  public func digest(of index: ExperimentIndex, under settings: Settings) throws -> ExperimentDigest {
    let key = "\(index.store)\n\(index.key)"
    let inputs = Data(index.contentFingerprint(settings).bytes)
    let kept = try read { db in
      try Row.fetchOne(db, sql: "SELECT bytes FROM experiment WHERE key = ? AND inputs = ?", arguments: [key, inputs])?
        .withUnsafeData(atIndex: 0) { $0.map { Array($0) } }
    }
    if let kept, let digest = DigestCache.decode(kept, runCount: index.runs.count) { return digest }
    let digest = try ExperimentDigest(index, under: settings, from: self)
    var writer = ByteWriter()
    digest.write(to: &writer)
    let bytes = Data(writer.bytes)
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO experiment (key, inputs, bytes) VALUES (?, ?, ?)", arguments: [key, inputs, bytes])
    }
    return digest
  }

  /// Nil for what is damaged: it can be gathered again.
  private static func decode(_ bytes: [UInt8], runCount: Int) -> ExperimentDigest? {
    var reader = ByteReader(bytes)
    guard let digest = try? ExperimentDigest(from: &reader), reader.isAtEnd, digest.names(onlyRunsBelow: runCount)
    else { return nil }
    return digest
  }
}

extension ExperimentIndex {
  /// Of all that an experiment's digest is gathered from.
  fileprivate func contentFingerprint(_ settings: Settings) -> Fingerprint {
    var hasher = FingerprintHasher()
    settings.combineDirections(into: &hasher)
    for (name, declaration) in experiment.metrics.sorted(by: { $0.key < $1.key }) {
      hasher.combine(name)
      hasher.combine(declaration.direction?.rawValue)
      hasher.combine(declaration.unit)
      hasher.combine(declaration.description)
    }
    for run in runs { hasher.combine(run.content) }
    return hasher.finish()
  }
}

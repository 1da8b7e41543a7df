public import Settings

/// Where digests are had from, one at a time: a site may have more of them than memory.
///
/// Called from several threads at once.
public protocol DigestSource: Sendable {
  /// The digest of a run.
  func digest(_ entry: RunEntry) throws -> RunDigest

  /// What comparing the runs of an experiment takes, with what settings say of metrics.
  func digest(of index: ExperimentIndex, under settings: Settings) throws -> ExperimentDigest
}

extension DigestCache: DigestSource {}

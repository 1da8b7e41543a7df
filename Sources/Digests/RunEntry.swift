public import Fingerprints
public import RunModel

/// What stays in memory of each run of a site: enough to list, order and link it.
///
/// The rest is in its digest.
public struct RunEntry: Sendable, Hashable {
  /// Where the cache keeps the digest.
  public var record: Int64
  public var id: String
  /// The name as its store writes it; empty if it has none.
  public var name: String
  public var parent: String?
  public var start: Timestamp?
  public var status: RunStatus
  public var isDeleted: Bool
  /// The latest moment the store has anything of this run.
  public var lastSign: Timestamp?
  /// Of the run's files as they stood when they were read: what is copied from them may differ with it.
  public var source: Fingerprint
  /// Of the digest: two runs with one content look the same.
  public var content: Fingerprint

  /// - Parameters:
  ///   - record: where the cache keeps the digest.
  ///   - source: of the run's files.
  ///   - content: of the encoded digest.
  public init(_ digest: RunDigest, record: Int64, source: Fingerprint, content: Fingerprint) {
    self.record = record
    id = digest.header.id
    name = digest.header.name
    parent = digest.header.parent
    start = digest.header.start
    status = digest.header.status
    isDeleted = digest.header.isDeleted
    lastSign = digest.lastSign
    self.source = source
    self.content = content
  }

  /// The name to show: the run's own, else the first eight characters of its id.
  public var displayName: String { RunHeader.displayName(name: name, id: id) }
}

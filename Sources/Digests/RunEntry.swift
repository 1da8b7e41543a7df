public import Fingerprints
public import RunModel

/// What stays in memory of each run of a site: enough to list, order and link it.
///
/// The rest is in its digest. A class, since every page asks for some, and a copy counts half a dozen references that
/// all threads share.
public final class RunEntry: Sendable {
  /// Where the cache keeps the digest.
  public let record: Int64
  public let id: String
  /// The name as its store writes it; empty if it has none.
  public let name: String
  public let parent: String?
  public let start: Timestamp?
  public let status: RunStatus
  /// Where it ran, by name; most runs of a site share few of them.
  public let computeTarget: String?
  public let isDeleted: Bool
  /// The latest moment the store has anything of this run.
  public let lastSign: Timestamp?
  /// Of the run's files as they stood when they were read: what is copied from them may differ with it.
  public let source: Fingerprint
  /// Of the digest: two runs with one content look the same.
  public let content: Fingerprint

  /// - Parameters:
  ///   - record: where the cache keeps the digest.
  ///   - source: of the run's files.
  ///   - content: of the encoded digest.
  public convenience init(_ digest: RunDigest, record: Int64, source: Fingerprint, content: Fingerprint) {
    let header = digest.header
    self.init(
      record: record, id: header.id, name: header.name, parent: header.parent, start: header.start,
      status: header.status, computeTarget: header.computeTarget.map(SharedNames.one), isDeleted: header.isDeleted,
      lastSign: digest.lastSign, source: source, content: content)
  }

  /// - Parameters:
  ///   - lastSign: the latest moment the store has anything of this run.
  ///   - source: of the run's files.
  ///   - content: of the encoded digest.
  public init(
    record: Int64, id: String, name: String, parent: String?, start: Timestamp?, status: RunStatus,
    computeTarget: String? = nil, isDeleted: Bool, lastSign: Timestamp?, source: Fingerprint, content: Fingerprint
  ) {
    self.record = record
    self.id = id
    self.name = name
    self.parent = parent
    self.start = start
    self.status = status
    self.computeTarget = computeTarget
    self.isDeleted = isDeleted
    self.lastSign = lastSign
    self.source = source
    self.content = content
  }

  /// The name to show: the run's own, else the first eight characters of its id.
  public var displayName: String { RunHeader.displayName(name: name, id: id) }
}

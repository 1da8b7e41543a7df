/// The state of the code a run was started from.
public struct SourceRevision: Sendable, Hashable {
  public var repository: String?
  public var branch: String?
  public var commit: String?
  /// True when the working tree held changes that were not committed.
  public var isDirty: Bool?

  public init(repository: String? = nil, branch: String? = nil, commit: String? = nil, isDirty: Bool? = nil) {
    self.repository = repository
    self.branch = branch
    self.commit = commit
    self.isDirty = isDirty
  }

  public var isEmpty: Bool { repository == nil && branch == nil && commit == nil }
}

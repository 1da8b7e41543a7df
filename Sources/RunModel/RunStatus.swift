/// How far a run has come, in Azure ML's words folded to the ones that differ for a reader.
public enum RunStatus: String, Sendable, Hashable, CaseIterable {
  case queued, preparing, running, completed, failed, canceled
  /// The store says nothing, or a word this program does not know.
  case unknown

  /// True while the run may still write.
  public var isLive: Bool { self == .queued || self == .preparing || self == .running }
}

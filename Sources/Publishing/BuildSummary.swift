public import Diagnostics
public import RunModel

/// What a build did.
public struct BuildSummary: Sendable {
  public var stores: Int
  public var experiments: Int
  public var runs: Int
  /// How many of the runs had to be read; the others were as the cache knew them.
  public var runsRead: Int
  /// Files of the site, and how many of them are pages.
  public var files: Int
  public var pages: Int
  public var bytes: Int64
  public var written: Int
  public var unchanged: Int
  public var removed: Int
  /// Why each piece of the site that was made again was, if that was asked for.
  public var reasons: [RebuildReason]
  /// What a person should know of the build itself, a line each: that the cache was damaged.
  public var remarks: [String]
  public var diagnostics: [Diagnostic]
  /// The pages that are live, by their paths, and what changes with what is on each.
  public var livePages: [String: String]
  /// When the next run that still runs turns stale, if it stays silent; nil if none runs.
  public var nextStale: Timestamp?

  public var warningCount: Int { diagnostics.count { $0.severity == .warning } }
}

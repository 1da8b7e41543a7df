public import Diagnostics
public import Digests
public import Masking
public import RunModel
public import Settings

/// Everything a site is made from: the one input of every page.
public struct SiteContents: Sendable {
  /// A store the site was built from.
  public struct Store: Sendable, Hashable {
    /// As its user wrote it.
    public var location: String
    public var formatName: String

    public init(location: String, formatName: String) {
      self.location = location
      self.formatName = formatName
    }
  }

  public var title: String
  /// The moment the site is built for; shown on the overview only.
  public var generatedAt: Timestamp
  public var stores: [Store]
  /// In the order of names.
  public var experiments: [ExperimentIndex]
  public var diagnostics: [Diagnostic]
  /// Files of runs that are larger than this many bytes are listed but not copied.
  public var artifactLimit: Int64
  public var settings: Settings
  /// What was masked in all of this itself.
  public var masked = MaskCounts()
  /// Whether pages of runs that still run are live: somebody watches the stores and builds again.
  public var isLive = false
  /// The moment that decides which runs are stale.
  public var now: Timestamp

  public init(
    title: String, generatedAt: Timestamp, stores: [Store], experiments: [ExperimentIndex],
    diagnostics: [Diagnostic] = [], artifactLimit: Int64, settings: Settings = Settings()
  ) {
    self.title = title
    self.generatedAt = generatedAt
    now = generatedAt
    self.stores = stores
    self.experiments = experiments
    self.diagnostics = diagnostics
    self.artifactLimit = artifactLimit
    self.settings = settings
  }
}

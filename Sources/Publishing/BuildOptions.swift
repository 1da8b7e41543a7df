public import Pages
public import RunModel
public import RunStores
public import Settings

/// What `runreport build` was asked for.
public struct BuildOptions: Sendable {
  /// The stores, as their user wrote them.
  public var locations: [String]
  public var output: String
  public var title: String?
  /// Of their stores and title, nothing is taken: the caller decides.
  public var settings: Settings
  /// Only experiments with one of these names or ids; empty for all.
  public var experiments: [String]
  public var includesDeleted: Bool
  public var jobs: Int
  /// The moment the site is built for.
  public var now: Timestamp
  /// Larger files of runs are listed, not copied.
  public var artifactLimit: Int64
  /// Folders with templates and assets that replace the embedded ones.
  public var templates: String?
  public var assets: String?

  /// The folder of the cache; nil for one beside the output.
  public var cache: String?
  /// Whether the cache is kept for the next build.
  public var keepsCache: Bool

  /// For stores that are servers.
  public var access: ServerAccess

  /// Whether the summary says of each piece of the site that was made again why.
  public var explains: Bool

  /// Whether pages of runs that still run are live.
  public var live: LiveMode

  public init(locations: [String], output: String, jobs: Int, now: Timestamp) {
    self.locations = locations
    self.output = output
    self.jobs = jobs
    self.now = now
    settings = Settings()
    experiments = []
    includesDeleted = false
    keepsCache = true
    access = .none
    explains = false
    live = .never
    artifactLimit = 10_000_000
  }
}

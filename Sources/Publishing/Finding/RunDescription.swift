public import Analysis
public import Diagnostics
public import Digests
import Masking
public import RunModel
import RunStores

/// What a command tells of one run: its digest, how it stands, and the runs below it, with secrets masked as on pages.
public struct RunDescription: Sendable {
  /// A run below it.
  public struct Child: Sendable {
    public var id: String
    /// Empty if it has none.
    public var name: String
    /// What the store says.
    public var status: RunStatus
    public var state: RunState
    public var start: Timestamp?
    /// In milliseconds.
    public var duration: Int64?
  }

  public var experiment: Experiment
  public var digest: RunDigest
  public var state: RunState
  public var children: [Child]
  /// The path of the log that a person most likely wants, within the run.
  public var mainLog: RunFile?
  /// The path of the run's page in a site built from the same stores.
  public var page: String?
  public var storeLocation: String

  /// Reads the run, and those below it.
  ///
  /// - Parameter now: decides whether a run that says it runs is stale.
  /// - Returns: nil if the run cannot be read any more.
  public init?(
    of entry: RunCatalog.Entry, in catalog: RunCatalog, now: Timestamp, reporting diagnostics: DiagnosticCollector
  ) {
    let store = catalog.store(of: entry)
    guard let run = store.load(entry.reference, reporting: diagnostics) else { return nil }
    digest = catalog.masker.digest(run)
    state = RunState.of(digest.header.status, lastSign: digest.lastSign, now: now)
    var counts = MaskCounts()
    experiment = catalog.masker.masked(catalog.experiments[entry.experiment], &counts).experiment
    storeLocation = catalog.masker.masked(store.location, &counts)
    mainLog = MainLog.choose(digest.files).map { [digest] in digest.files[$0] }
    page = catalog.page(of: entry)
    children = catalog.children(of: entry).map { child in
      let header = child.header
      // Only of a run that says it is running, its last sign of life is asked for.
      let isRunning = header.status == .running || header.status == .preparing
      let loaded = isRunning ? catalog.store(of: child).load(child.reference, reporting: DiagnosticCollector()) : nil
      let sign = loaded.map { RunDigest($0).lastSign } ?? nil
      let end = header.end ?? sign
      return Child(
        id: catalog.masker.masked(header.id, &counts), name: catalog.masker.masked(header.name, &counts),
        status: header.status, state: RunState.of(header.status, lastSign: sign, now: now), start: header.start,
        duration: header.start.flatMap { start in end.map { max(0, $0.milliseconds(since: start)) } })
    }
  }
}

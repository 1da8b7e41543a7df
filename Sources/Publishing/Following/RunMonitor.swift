public import Analysis
import Diagnostics
import Digests
import FileAccess
public import RunModel
import RunStores

/// Tells again and again how one run stands, looking no closer than needed.
///
/// Where a store is always current, a run's files are only listed while nothing in it changes; when something did, its header
/// is read again, and the change counts as a sign of life. Other stores are opened anew for each look, and what changed
/// is read as a whole.
public final class RunMonitor {
  private var store: any RunStore
  private let reopened: () -> (any RunStore)?
  private let reference: RunReference
  private var source: SourceFingerprint?
  private var lastSign: Timestamp?
  /// How often in a row it could not be read.
  private var misses = 0

  private static let missLimit = 5
  /// What the store said last; nil once the run is gone from it.
  public private(set) var header: RunHeader?
  /// Rises whenever something in the run changed, or may have.
  public private(set) var version = 0

  /// - Parameter catalog: where the run was found.
  public convenience init(_ entry: RunCatalog.Entry, in catalog: RunCatalog) {
    self.init(entry.reference, in: catalog.store(of: entry)) { catalog.currentStore(of: entry) }
  }

  /// - Parameter reopened: the store as it is now; nil where it cannot be opened.
  init(_ reference: RunReference, in store: any RunStore, reopened: @escaping () -> (any RunStore)?) {
    self.store = store
    self.reopened = reopened
    self.reference = reference
    // Taken before it is read, so that no change goes unseen.
    source = store.fingerprint(of: reference)
    let run = store.load(reference, reporting: DiagnosticCollector())
    header = run?.header
    lastSign = run.map { RunDigest($0).lastSign } ?? nil
  }

  /// Looks at the run.
  ///
  /// - Returns: how it stands; nil if it is gone from its store.
  public func look(now: Timestamp) -> RunState? {
    if !store.isAlwaysCurrent {
      // A server that does not answer, or a folder that is just being moved, may be back in a moment.
      guard let store = reopened() else { return header.map { state(of: $0, now) } }
      self.store = store
    }
    let found = store.fingerprint(of: reference)
    if found == nil || found?.fingerprint != source?.fingerprint {
      source = found
      version += 1
      if store.isAlwaysCurrent {
        heard(now)
        readHeader()
      } else {
        readRun()
      }
    }
    return header.map { state(of: $0, now) }
  }

  private func state(of header: RunHeader, _ now: Timestamp) -> RunState {
    RunState.of(header.status, lastSign: lastSign, now: now)
  }

  /// Takes note of a sign of life that was seen elsewhere: a log that grew.
  public func heard(_ now: Timestamp) { lastSign = max(lastSign ?? now, now) }

  private func readHeader() {
    store.headers(of: [reference], reporting: DiagnosticCollector()) { _, header in
      guard take(header) else { return }
      let told = [header?.heartbeat, header?.end, header?.start].compactMap { $0 }.max()
      lastSign = [lastSign, told].compactMap { $0 }.max()
    }
  }

  /// A file that is just being written anew cannot be read for a moment: a run is gone when it stays so.
  ///
  /// - Returns: whether it was read.
  private func take(_ found: RunHeader?) -> Bool {
    misses = found == nil ? misses + 1 : 0
    if found != nil || misses >= RunMonitor.missLimit { header = found }
    // What was not read is read again, even if nothing changes.
    if found == nil { source = nil }
    return found != nil
  }

  private func readRun() {
    store.load([reference]) { _, loaded in
      guard let run = loaded.run else {
        // What a server did not give it may give later.
        if loaded.isSettled { _ = take(nil) }
        return
      }
      _ = take(run.header)
      lastSign = [lastSign, RunDigest(run).lastSign].compactMap { $0 }.max()
    }
  }

  /// The run's files as they are now; none if it cannot be read.
  func files() -> [RunFile] { store.load(reference, reporting: DiagnosticCollector())?.files ?? [] }
}

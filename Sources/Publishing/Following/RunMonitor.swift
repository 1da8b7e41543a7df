public import Analysis
import Diagnostics
import Digests
import FileAccess
public import RunModel
import RunStores

/// Tells again and again how one run stands, looking no closer than needed.
///
/// While nothing in the run changes its files are only listed; when something did, its header is read again, and the
/// change counts as a sign of life.
public final class RunMonitor {
  private let store: any RunStore
  private let reference: RunReference
  private var source: SourceFingerprint?
  private var lastSign: Timestamp?
  /// What the store said last; nil once the run is gone from it.
  public private(set) var header: RunHeader?
  /// Rises whenever something in the run changed, or may have.
  public private(set) var version = 0

  /// - Parameter catalog: where the run was found.
  public convenience init(_ entry: RunCatalog.Entry, in catalog: RunCatalog) {
    self.init(entry.reference, in: catalog.store(of: entry))
  }

  init(_ reference: RunReference, in store: any RunStore) {
    self.store = store
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
    let found = store.fingerprint(of: reference)
    if found == nil || found?.fingerprint != source?.fingerprint {
      // A store that cannot tell whether anything changed is no sign of life by itself.
      if found != nil { heard(now) }
      source = found
      version += 1
      readHeader()
    }
    return header.map { RunState.of($0.status, lastSign: lastSign, now: now) }
  }

  /// Takes note of a sign of life that was seen elsewhere: a log that grew.
  public func heard(_ now: Timestamp) { lastSign = max(lastSign ?? now, now) }

  private func readHeader() {
    store.headers(of: [reference], reporting: DiagnosticCollector()) { _, header in
      self.header = header
      let told = [header?.heartbeat, header?.end, header?.start].compactMap { $0 }.max()
      lastSign = [lastSign, told].compactMap { $0 }.max()
    }
  }

  /// The run's files as they are now; none if it cannot be read.
  func files() -> [RunFile] { store.load(reference, reporting: DiagnosticCollector())?.files ?? [] }
}

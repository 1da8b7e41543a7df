public import Diagnostics
public import FileAccess
public import RunModel

/// A place that holds runs, in one format.
///
/// Three questions, asked in this order: what runs are there, did this one change, and what is in it. A store is
/// only ever read; nothing is created, locked or touched in it. All calls report what they had to leave out and
/// go on.
public protocol RunStore: Sendable {
  /// The format's name for people: `MLflow files`.
  var formatName: String { get }

  /// The store's folder, file or address, as its user wrote it but without passwords.
  var location: String { get }

  /// The folders on this machine that belong to the store, links resolved: a site is never written into them.
  var folders: [String] { get }

  /// The experiments and the runs in them, in a fixed order, without reading any number.
  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing]

  /// Whether anything a run is read from changed, told without reading it; nil if this store cannot tell.
  ///
  /// Called from several threads at once, after `experiments`.
  func fingerprint(of run: RunReference) -> SourceFingerprint?

  /// Everything in one run, or nil if it cannot be read at all or is left out by the reading options.
  ///
  /// Called from several threads at once.
  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run?

  /// Whether `fingerprint`, `load` and `headers` tell of a run as it is when they are called; else a store is opened again
  /// to learn what changed.
  var isAlwaysCurrent: Bool { get }

  /// How many runs are best read together: 1 for a store of folders, more where one query serves many.
  var batchSize: Int { get }

  /// Reads several runs.
  ///
  /// Called from several threads at once, with at most `batchSize` runs.
  ///
  /// - Parameter take: called once for each run, in any order, with its place in `runs`; whatever it gets is not
  ///   held longer than the call, so that memory does not grow with the batch.
  func load(_ runs: [RunReference], _ take: (_ place: Int, LoadedRun) throws -> Void) rethrows

  /// Reads what is needed to find a run among several: its id, name, parent, status and times, and nothing that takes
  /// long beside these; nil for one that `load` gives no run for.
  ///
  /// Called from several threads at once, with at most `batchSize` runs.
  func headers(
    of runs: [RunReference], reporting diagnostics: DiagnosticCollector,
    _ take: (_ place: Int, RunHeader?) throws -> Void
  ) rethrows
}

extension RunStore {
  public var folders: [String] { resolvedPath.map { [$0] } ?? [] }

  /// Where the store is on this machine, links resolved; nil for an address.
  public var resolvedPath: String? { StoreAddress.isAddress(location) ? nil : PathText.resolved(location) }

  public var batchSize: Int { 1 }

  public var isAlwaysCurrent: Bool { false }

  public func load(_ runs: [RunReference], _ take: (_ place: Int, LoadedRun) throws -> Void) rethrows {
    for (place, reference) in runs.enumerated() {
      let diagnostics = DiagnosticCollector()
      let run = load(reference, reporting: diagnostics)
      try take(place, LoadedRun(run, diagnostics: diagnostics.sorted))
    }
  }

  public func headers(
    of runs: [RunReference], reporting diagnostics: DiagnosticCollector,
    _ take: (_ place: Int, RunHeader?) throws -> Void
  ) rethrows {
    try load(runs) { place, loaded in
      for diagnostic in loaded.diagnostics { diagnostics.add(diagnostic) }
      try take(place, loaded.run?.header)
    }
  }
}

public import Diagnostics
public import FileAccess
public import RunModel

/// A place that holds runs, in one format.
///
/// Two questions, asked in this order: what runs are there, and what is in this one. A store is only ever
/// read; nothing is created, locked or touched in it. Both calls report what they had to leave out and go on.
public protocol RunStore: Sendable {
  /// The format's name for people: `MLflow files`.
  var formatName: String { get }

  /// The store's folder or file, as its user wrote it.
  var location: String { get }

  /// The experiments and the runs in them, in a fixed order, without reading any number.
  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing]

  /// Whether anything of a run changed, told without reading it; nil if this store cannot tell.
  ///
  /// Called from several threads at once.
  func fingerprint(of run: RunReference) -> FolderFingerprint?

  /// Everything in one run, or nil if it cannot be read at all or is left out by the reading options.
  ///
  /// Called from several threads at once.
  func load(_ run: RunReference, reporting diagnostics: DiagnosticCollector) -> Run?
}

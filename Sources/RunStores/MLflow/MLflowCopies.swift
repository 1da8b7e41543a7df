internal import Diagnostics
internal import FileAccess
internal import RunModel

/// Runs that are both in a file store and in the database beside it.
///
/// Who moves from `mlruns` to `mlflow.db` has the older copies of the runs in the folder that now takes their artifacts.
enum MLflowCopies {
  /// The stores, file stores told of the databases beside them.
  static func paired(_ stores: [any RunStore]) -> [any RunStore] {
    let databases = stores.compactMap { $0 as? MLflowDatabaseStore<SQLiteDatabase> }
    guard !databases.isEmpty else { return stores }
    return stores.map { store in
      guard var files = store as? MLflowFileStore else { return store }
      let folder = PathText.parent(of: files.path)
      files.databases = databases.filter { $0.path.map(PathText.parent) == folder }
      return files
    }
  }

  /// The experiments of a file store without the runs that databases have, and without experiments of which nothing
  /// is left by that.
  static func leftOut(
    of listings: [ExperimentListing], in databases: [MLflowDatabaseStore<SQLiteDatabase>], _ location: String,
    reporting diagnostics: DiagnosticCollector
  ) -> [ExperimentListing] {
    guard !databases.isEmpty else { return listings }
    let known = databases.map { $0.ids() }
    var count = 0
    let kept = listings.compactMap { listing -> ExperimentListing? in
      var listing = listing
      let before = listing.runs.count
      listing.runs.removeAll { run in
        let id = PathText.lastPart(of: run.key)
        return known.contains { $0.runs.contains(id) }
      }
      count += before - listing.runs.count
      let isKnown = before > listing.runs.count || known.contains { $0.experiments.contains(listing.experiment.id) }
      return listing.runs.isEmpty && isKnown ? nil : listing
    }
    if count > 0 {
      let names = databases.map { PathText.lastPart(of: $0.location) }.joined(separator: ", ")
      diagnostics.note(location, "runs that are in \(names) beside it and are listed once: \(count)")
    }
    return kept
  }
}

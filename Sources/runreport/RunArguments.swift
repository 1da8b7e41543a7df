import ArgumentParser
import Diagnostics
import Publishing
import RunModel
import RunStores
import Settings

/// Which run a command is about, and where it is looked for.
struct RunArguments: ParsableArguments {
  static let naming = """
    RUN is the id or the name of a run, a beginning that only one has, or EXPERIMENT/RUN. Stores are those given to \
    --store, else those that runreport.yaml in the current folder lists.
    """

  @Argument(
    help: "A run: its id, its name, a beginning that only one has, or EXPERIMENT/RUN.",
    completion: RunCompletion.kind)
  var run: String

  @OptionGroup var stores: StoreOptions

  /// The run, and all others of the stores.
  func find(reporting diagnostics: DiagnosticCollector) throws -> (catalog: RunCatalog, entry: RunCatalog.Entry) {
    let catalog = try stores.catalog(reporting: diagnostics)
    return (catalog, try catalog.find(run))
  }
}

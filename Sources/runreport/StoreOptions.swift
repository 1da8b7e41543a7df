import ArgumentParser
import Diagnostics
import Publishing
import RunStores
import Settings

/// Where runs are looked for, for commands whose argument is a run.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .customLong("store"),
    help: ArgumentHelp(
      "A run store, as build takes it; may be repeated. Default: the stores of runreport.yaml in the current folder.",
      valueName: "store"),
    completion: .directory)
  var locations: [String] = []

  @OptionGroup var settings: SettingsOption

  @OptionGroup var shared: SharedOptions

  func validate() throws { try StoreArguments.check(locations) }

  /// The runs of the stores.
  func catalog(reporting diagnostics: DiagnosticCollector) throws -> RunCatalog {
    let settings = try self.settings.read()
    let locations = try settings.locations(named: locations, example: "--store mlruns")
    let options = ReadingOptions(
      includesDeleted: shared.deleted, experiments: shared.experiment,
      access: try shared.serverAccess(for: locations))
    let line = ProgressLine(isQuiet: shared.quiet || !Terminal.isInteractive)
    defer { line.clear() }
    let reader = try StoreReader(
      locations: locations, options: options, jobs: shared.jobs ?? Terminal.coreCount, progress: line.progress,
      reporting: diagnostics)
    return try RunCatalog(reader, only: shared.experiment, masking: settings.masking, reporting: diagnostics)
  }
}

import ArgumentParser
import Diagnostics
import Publishing
import RunModel

/// `runreport show`: what there is to know of one run.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print what there is to know of a run: status, metrics, parameters, child runs.",
    discussion: """
      \(RunArguments.naming)

      With --json one object is printed, with id, name, experiment, store, status (queued, preparing, running, \
      completed, failed, canceled, unknown), stale, start, end, last_sign, duration_seconds, kind, user, \
      compute_target, node_count, script, parent, children, parameters, tags, metrics (by name: count, first, last, \
      min, max, mean, min_step, max_step, last_step, non_finite), primary_metric, main_log, error, and page, the \
      path of the run's page in a site. What is not known is null; NaN and infinities are the strings "NaN", \
      "Infinity" and "-Infinity". What looks like a secret is masked, as on pages.

      With --html a page is printed that needs nothing beside it: the parts of the run's page with its charts, the \
      runs below it and the end of its main log, the stylesheet inside, no script, no link and no picture.

      Exit codes: 0 done, 64 wrong usage, 65 warnings under --strict, 66 no such store or run, or more than one, \
      74 reading failed, 78 settings that cannot be read.
      """)

  @OptionGroup var arguments: RunArguments

  @Flag(help: "Print one JSON object, for scripts.")
  var json = false

  @Flag(help: "Print one HTML page that needs nothing beside it, for notebooks.")
  var html = false

  func validate() throws {
    if json && html { throw ValidationError("--json and --html exclude one another.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    let met = DiagnosticCollector()
    try SystemExit.guarding {
      let (catalog, entry) = try arguments.find(reporting: met)
      // Problems of other runs are of no interest here.
      let diagnostics = DiagnosticCollector()
      let now = Timestamp(milliseconds: Terminal.wallClock)
      guard let report = RunDescription(of: entry, in: catalog, now: now, reporting: diagnostics) else {
        DiagnosticReport(isQuiet: false, isVerbose: true).tell(diagnostics.sorted)
        Terminal.error("error: the run \(Terminal.printable(entry.header.id)) cannot be read")
        throw SystemExit.inputOutput
      }
      if json {
        try Terminal.data(RunDescriptionJSON.bytes(of: report))
      } else if html {
        let settings = try arguments.stores.settings.read()
        try Terminal.data(catalog.sheet(of: entry, report, settings: settings, now: now))
      } else {
        try Terminal.output(RunSummary(report: report, now: now, style: .standardOutput).bytes)
      }
      let shared = arguments.stores.shared
      DiagnosticReport(isQuiet: shared.quiet, isVerbose: shared.verbose).tell(diagnostics.sorted)
      if shared.strict && diagnostics.warningCount > 0 { throw SystemExit.data }
    }
  }
}

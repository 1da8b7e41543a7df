import Analysis
import ArgumentParser
import Diagnostics
import Markup
import Publishing
import RunModel
import RunStores

/// `runreport wait`: what Azure ML's `run.wait_for_completion(show_output=True)` does.
struct WaitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until a run has ended; its outcome is the exit status.",
    discussion: """
      With --show-output the main log is printed as it grows: exactly its bytes, from the first one, whenever the \
      command was started, also where the log is renamed and begun anew, or copied and cut short. Then a summary is \
      printed to standard error; with --json the object that `show --json` prints goes to standard output instead.

      A run that is not in the store is an error, since most often it is mistyped. With --timeout it is waited for, as \
      the store itself is. A run that says it runs is taken for dead, stale, when nothing was heard of it for an hour. \
      Some stores never say how a run ended.

      \(RunArguments.naming)

      Exit codes: 0 the run completed, 1 it failed, 2 it was canceled, 3 it is stale, its store does not say how it \
      ended, or the time was up; 64 wrong usage, 66 no such store or run, or more than one, 74 reading failed, \
      78 settings that cannot be read.
      """)

  @OptionGroup var arguments: RunArguments

  @Flag(help: "Print the main log as it grows.")
  var showOutput = false

  @Flag(help: "Mask what looks like a secret in the output, as pages do; by whole lines.")
  var mask = false

  @Option(help: ArgumentHelp("Wait no longer than this: 90s, 15m, 2h; a number alone is seconds.", valueName: "time"))
  var timeout: TimeSpan?

  @Flag(help: "Print the run as JSON in the end.")
  var json = false

  private static let failed = ExitCode(1)
  private static let canceled = ExitCode(2)
  private static let unknown = ExitCode(3)

  /// How often a store is asked for a run that is not there yet.
  private static let searchInterval = 1.0

  func validate() throws {
    if json && showOutput { throw ValidationError("--json and --show-output both print to standard output.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    let deadline = timeout.map { Terminal.seconds + $0.seconds }
    try SystemExit.guarding {
      let (catalog, entry) = try find(until: deadline)
      let shared = arguments.stores.shared
      if !shared.quiet {
        let experiment = catalog.experiment(of: entry).name
        Terminal.error("note: waiting for \(Terminal.printable("\(experiment)/\(entry.header.displayName)"))")
      }
      let monitor = RunMonitor(entry, in: catalog)
      let log = showOutput ? FollowedLog(monitor, wanted: nil, includesTurns: true) : nil
      var loop = FollowLoop(
        monitor: monitor, log: log, output: LogOutput(masking: mask ? catalog.masking : nil), endsWithReader: false)
      loop.deadline = deadline
      loop.isQuiet = shared.quiet
      let end = try loop.run()
      if case .gone = end {
        Terminal.error("error: the run is gone from its store")
        throw SystemExit.noInput
      }
      try finish(end, entry, in: catalog)
    }
  }

  /// The run; where there is a time, it is waited for, and so is its store.
  private func find(until deadline: Double?) throws -> (RunCatalog, RunCatalog.Entry) {
    var isTold = false
    while true {
      let message: String
      do {
        return try arguments.find(reporting: DiagnosticCollector())
      } catch let failure as RunSearchFailure where deadline != nil && !failure.isAmbiguous {
        message = "the run \(arguments.run) is not there yet"
      } catch let failure as StoreFailure where deadline != nil && failure.isAbsence {
        message = "there is no store at \(failure.location) yet"
      }
      guard let deadline, Terminal.seconds < deadline else {
        Terminal.error("error: \(Terminal.printable(message)), and the time is up")
        throw WaitCommand.unknown
      }
      if !isTold, !arguments.stores.shared.quiet {
        Terminal.error("note: \(Terminal.printable(message)); waiting for it")
      }
      isTold = true
      Terminal.pause(min(WaitCommand.searchInterval, deadline - Terminal.seconds))
    }
  }

  /// Tells how the run ended.
  private func finish(_ end: FollowLoop.End, _ entry: RunCatalog.Entry, in catalog: RunCatalog) throws {
    let now = Timestamp(milliseconds: Terminal.wallClock)
    let found = try? catalog.current(entry).flatMap {
      RunDescription(of: $0.entry, in: $0.catalog, now: now, reporting: DiagnosticCollector())
    }
    // How the run ended counts, whether or not somebody reads on.
    if json, let found { _ = try Terminal.stream(Terminal.harmless(RunDescriptionJSON.bytes(of: found))[...]) }
    if !arguments.stores.shared.quiet, !json, let found {
      Terminal.error(RunOutcome(run: found, style: .standardError).text)
    }
    switch end {
    case .state(.reported(.completed)): return
    case .state(.reported(.failed)): throw WaitCommand.failed
    case .state(.reported(.canceled)): throw WaitCommand.canceled
    case .timeout: Terminal.error("error: the time was up before the run ended")
    case .state(.stale): Terminal.error("error: nothing was heard of the run for an hour; it is taken for dead")
    case .state, .gone: Terminal.error("error: the store does not say how the run ended")
    }
    throw WaitCommand.unknown
  }
}

import ArgumentParser
import RunLog

/// `runreport run exec`.
struct RunExecCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec",
    abstract: "Run a command as a run: its output, its exit status and its time are kept.",
    discussion: """
      runreport run exec --store runs --experiment nightly --param epochs=10 -- ./train.sh --epochs 10

      What the command prints goes to logs/output.log of the run and on to where it would have gone. The command finds \
      the run's folder in $RUNREPORT_RUN and the store in $RUNREPORT_STORE, so that `runreport run log` in it needs no \
      option. Signals are passed on. Exit status 0 is completed, any other one failed, with the last lines of \
      standard error; after SIGINT or SIGTERM a command that ends is canceled. The exit status is the command's, 128 and \
      the signal's number where a signal ended it, 127 where there is no such command.
      """)

  @OptionGroup var options: StartOptions

  @Flag(name: .shortAndLong, help: "Do not tell the run's folder on standard error.")
  var quiet = false

  @Argument(parsing: .postTerminator, help: ArgumentHelp("The command and its arguments.", valueName: "command"))
  var command: [String] = []

  func validate() throws {
    if command.isEmpty { throw ValidationError("which command? Write it behind --.") }
  }

  func run() throws {
    Terminal.ignoreClosedPipes()
    try SystemExit.guarding {
      let run = try options.start(script: command[0], arguments: Array(command.dropFirst()), heartbeat: .seconds(30))
      if !quiet { Terminal.error("run: \(run.folder)") }
      let tee = OutputTee(run.folder)
      let ending = ChildProcess.run(
        command, environment: ["RUNREPORT_RUN": run.folder, "RUNREPORT_STORE": storeFolder(of: run)], tee: tee)
      do {
        try run.finish(ending.outcome(lastWords: tee.lastWords))
      } catch let error as RunLogError {
        // What the command did counts more than that its end could not be told.
        Terminal.error("warning: \(Terminal.printable(error.description))")
      }
      if ending.status != 0 { throw ExitCode(ending.status) }
    }
  }

  /// The folder above that of the experiment.
  private func storeFolder(of run: Run) -> String {
    "/" + run.folder.split(separator: "/").dropLast(2).joined(separator: "/")
  }
}

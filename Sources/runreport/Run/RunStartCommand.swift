import ArgumentParser
import RunLog

/// `runreport run start`.
struct RunStartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Start a run and print its folder, or let a queued one begin.",
    discussion: """
      RUN=$(runreport run start --store runs --experiment nightly --name smoke --param lr=0.1)

      With --queued the run only waits, as where a job is submitted; when the job runs, \
      `runreport run start --run "$RUN"` lets it begin. The same lets a run go on that had ended.
      """)

  @OptionGroup var options: StartOptions

  @Option(
    help: ArgumentHelp("What runs, for those who read of it; words behind -- are its arguments.", valueName: "path"))
  var script: String?

  @Flag(help: "The run is queued: it does not run yet.")
  var queued = false

  @Option(
    name: .customLong("run"), help: ArgumentHelp("Begin this run, which was queued or ended.", valueName: "folder"))
  var name: String?

  @Argument(parsing: .postTerminator, help: ArgumentHelp("What the script is called with.", valueName: "argument"))
  var arguments: [String] = []

  func run() throws {
    Terminal.ignoreClosedPipes()
    try SystemExit.guarding {
      let run: Run
      if let name {
        var known = RunOptions()
        known.name = name
        known.store = options.store
        run = try Run.attachBriefly(known.folder())
        try run.begin()
      } else {
        run = try options.start(script: script, arguments: arguments, isQueued: queued)
      }
      try Terminal.output(Array((run.folder + "\n").utf8))
    }
  }
}

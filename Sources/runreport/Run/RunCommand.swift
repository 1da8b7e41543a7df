import ArgumentParser

/// `runreport run`: writes runs, for shell scripts and nightly jobs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Write a run to a store: start it, log to it, finish it, or do all around a command.",
    discussion: """
      The store is a folder (docs/run-store.md), made where there is none. start prints the run's folder; log and finish \
      take it from --run or from $RUNREPORT_RUN.

        export RUNREPORT_RUN=$(runreport run start --store runs --experiment nightly --param lr=0.1)
        runreport run log loss=0.31 accuracy=0.94 --step 1
        runreport run finish

        runreport run exec --store runs --experiment nightly -- ./train.sh --epochs 10

      Several processes and nodes may log to one run at once. When log returns, the values are in the store.
      """,
    subcommands: [RunStartCommand.self, RunLogCommand.self, RunFinishCommand.self, RunExecCommand.self])
}

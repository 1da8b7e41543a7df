import ArgumentParser
import Pages

/// The command line.
@main
struct RunReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Generator.name,
    abstract: "Turns machine-learning run stores into a static web site.",
    discussion: """
      Reads runs where they are — MLflow's files, databases and servers, TensorBoard, Weights & Biases, Azure ML, CSV \
      logs, Hugging Face, DVCLive, Sacred, Trackio — and writes a folder of HTML, SVG and CSV that opens anywhere: no \
      server, no Internet, no JavaScript. The format is detected; several stores make one site.

        runreport build mlruns --output site      then open site/index.html
        runreport build . --output site           every store below this folder
        runreport watch mlruns --output site      the same, kept up to date while runs go on
        runreport serve mlruns                    the same, shown to a browser on this machine
        runreport metrics mlruns --format csv     the numbers alone
        runreport stores .                        what is found where
        runreport show RUN --store mlruns         a run in the terminal; so do logs, wait and url
        runreport run exec … -- ./train.sh        a run of a command, written to a store
      """,
    version: Generator.version,
    subcommands: [
      BuildCommand.self, WatchCommand.self, ServeCommand.self, ShowCommand.self, LogsCommand.self, WaitCommand.self,
      URLCommand.self, MetricsCommand.self, StoresCommand.self, RunCommand.self,
    ])

  static func main() {
    if let fault = CommandName.fault(in: Array(CommandLine.arguments.dropFirst()), of: self) {
      exit(withError: ValidationError(fault))
    }
    main(nil)
  }
}

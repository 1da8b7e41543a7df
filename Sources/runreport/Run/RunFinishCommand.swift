import ArgumentParser
import RunLog

/// `runreport run finish`.
struct RunFinishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finish",
    abstract: "End a run and say how.",
    discussion: """
      completed does not take the place of failed or canceled: of several processes that end one run, one that failed \
      has the last word.
      """)

  enum Status: String, ExpressibleByArgument, CaseIterable {
    case completed, failed, canceled
  }

  @OptionGroup var options: RunOptions

  @Option(help: "completed, failed or canceled; default: completed, or failed if there is an --error.")
  var status: Status?

  @Option(help: ArgumentHelp("Why it did not complete; - reads it from standard input.", valueName: "text"))
  var error: String?

  func validate() throws {
    if status == .completed, error != nil { throw ValidationError("a run that completed has no --error.") }
  }

  func run() throws {
    try SystemExit.guarding {
      let run = try Run.attachBriefly(options.folder())
      let reason = error == "-" ? Terminal.everyLine() : error
      switch (status ?? (error == nil ? .completed : .failed), reason) {
      case (.completed, _): try run.finish(.completed)
      case (.failed, let reason): try run.finish(.failed(reason ?? "failed"))
      case (.canceled, let reason?): try run.finish(.canceled(reason))
      case (.canceled, nil): try run.finish(.canceled)
      }
    }
  }
}

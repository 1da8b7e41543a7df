import ArgumentParser
import RunLog

/// Which run a command is about.
struct RunOptions: ParsableArguments {
  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("The run's folder, or its id with --store; default: $RUNREPORT_RUN.", valueName: "folder"))
  var name: String?

  @Option(help: ArgumentHelp("The store that an id is looked for in; default: $RUNREPORT_STORE.", valueName: "folder"))
  var store: String?

  /// The run's folder.
  func folder() throws -> String {
    guard let name = name ?? Terminal.variable("RUNREPORT_RUN") else {
      throw ValidationError("which run? Name its folder with --run, or in RUNREPORT_RUN; run start prints it.")
    }
    // An id may look like a path only if there is no such folder.
    if Terminal.isFolder(name) { return name }
    guard let store = store ?? Terminal.variable("RUNREPORT_STORE") else { return name }
    return try Run.find(name, in: store)
  }
}

import ArgumentParser
import Settings

/// The stores, for commands that need no more of the settings.
struct StoreArguments: ParsableArguments {
  static let help: ArgumentHelp = """
    Run stores: folders that are one or hold some, files such as mlflow.db, or addresses of MLflow's servers and \
    databases (https://…, postgresql://…). Default: those that the settings list.
    """

  @Argument(help: StoreArguments.help, completion: .directory)
  var stores: [String] = []

  @OptionGroup var settings: SettingsOption

  func validate() throws { try StoreArguments.check(stores) }

  /// The stores that were named, else those of the settings, which are not read before.
  ///
  /// - Parameter command: for the message where there is none: `metrics`.
  func locations(for command: String) throws -> [String] {
    guard stores.isEmpty else { return stores }
    return try settings.read().locations(named: [], example: "runreport \(command) mlruns")
  }

  /// An empty name is most often a variable of the shell that is not set.
  static func check(_ stores: [String]) throws {
    if stores.contains("") { throw ValidationError("The name of a store is empty; is a variable not set?") }
  }
}

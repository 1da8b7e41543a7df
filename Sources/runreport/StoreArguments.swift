import ArgumentParser

/// The stores, for commands that cannot do without.
struct StoreArguments: ParsableArguments {
  static let help: ArgumentHelp = """
    Run stores: folders that are one or hold some, files such as mlflow.db, or addresses of MLflow's servers and \
    databases (https://…, postgresql://…).
    """

  @Argument(help: StoreArguments.help, completion: .directory)
  var stores: [String]

  func validate() throws { try StoreArguments.check(stores) }

  /// An empty name is most often a variable of the shell that is not set.
  static func check(_ stores: [String]) throws {
    if stores.contains("") { throw ValidationError("The name of a store is empty; is a variable not set?") }
  }
}

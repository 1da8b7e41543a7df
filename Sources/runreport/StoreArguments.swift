import ArgumentParser

/// The stores, for commands that cannot do without.
struct StoreArguments: ParsableArguments {
  static let help: ArgumentHelp = """
    Run stores: folders that are one or hold some, files such as mlflow.db, or addresses of MLflow's servers and \
    databases (https://…, postgresql://…).
    """

  @Argument(help: StoreArguments.help, completion: .directory)
  var stores: [String]
}

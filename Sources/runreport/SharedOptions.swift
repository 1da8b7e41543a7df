import ArgumentParser
import RunStores

/// What every command that reads stores takes.
struct SharedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only this experiment, by name or id; may be repeated.", valueName: "name"))
  var experiment: [String] = []

  @Flag(help: "Take along what a store marks as deleted.")
  var deleted = false

  @Option(
    help: ArgumentHelp(
      """
      The environment variable with the token for tracking servers; default: $MLFLOW_TRACKING_USERNAME with \
      $MLFLOW_TRACKING_PASSWORD, else $MLFLOW_TRACKING_TOKEN.
      """, valueName: "name"))
  var tokenEnv: String?

  @Option(help: ArgumentHelp("How many threads to use; default: one a core.", valueName: "count"))
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more: notes beside warnings, and every warning.")
  var verbose = false

  @Flag(help: "Fail if anything had to be left out.")
  var strict = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number of 1 or more, not \(jobs).") }
    if quiet && verbose { throw ValidationError("--quiet and --verbose exclude one another.") }
  }

  /// What servers are told of who asks.
  ///
  /// Folders need none of it, so that a variable nobody meant for this never keeps them from being read.
  func serverAccess(for stores: [String]) throws -> ServerAccess {
    guard tokenEnv != nil || stores.contains(where: StoreAddress.isAddress) else { return .none }
    do {
      return try ServerAccess(tokenVariable: tokenEnv, environment: Terminal.environment)
    } catch {
      throw ValidationError(error.description)
    }
  }
}

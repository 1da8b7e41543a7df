internal import RunModel

/// MLflow's run states, `RunStatus` in `service.proto`.
enum MLflowStatus {
  /// - Parameter text: the field of the run's metadata, a number or a word; nil where it is missing, which
  ///   MLflow takes for running.
  static func read(_ text: String?) -> (status: RunStatus, text: String?) {
    switch text {
    case nil, "1", "RUNNING": (.running, nil)
    case "2", "SCHEDULED": (.queued, "SCHEDULED")
    case "3", "FINISHED": (.completed, nil)
    case "4", "FAILED": (.failed, nil)
    case "5", "KILLED": (.canceled, "KILLED")
    case let other?: (.unknown, other)
    }
  }
}

internal import RunModel

/// Azure ML's words for the state of a run.
enum AzureStatus {
  static func read(_ word: String?) -> (status: RunStatus, text: String?) {
    switch word {
    case "NotStarted", "Queued": (.queued, word == "Queued" ? nil : word)
    case "Preparing", "Provisioning", "Starting": (.preparing, word == "Preparing" ? nil : word)
    case "Running": (.running, nil)
    case "Finalizing": (.running, word)
    case "Completed", "Finished": (.completed, nil)
    case "Failed": (.failed, nil)
    case "Canceled": (.canceled, nil)
    case "CancelRequested": (.canceled, word)
    default: (.unknown, word)
    }
  }
}

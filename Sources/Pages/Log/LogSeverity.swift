/// How bad a line of a log says things are.
enum LogSeverity: Sendable, Hashable {
  case warning, error

  var word: String {
    switch self {
    case .warning: "warning"
    case .error: "error"
    }
  }
}

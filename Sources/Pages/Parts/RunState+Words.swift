import Analysis
import RunModel

extension RunState {
  /// The word shown.
  var word: String {
    switch self {
    case .reported(let status): status.rawValue
    case .stale: "stale"
    }
  }

  /// The class that gives it icon and colour.
  var className: String { word }

  /// The order in which counts are listed.
  static let words = ["running", "stale", "preparing", "queued", "completed", "failed", "canceled", "unknown"]
}

import Digests
import Markup

/// Says which runs of an experiment are shown, and why these: `best 8 of 24 runs by val/accuracy, higher is better`.
struct RunChoice {
  let view: ExperimentView
  var shown: Int
  /// Out of how many.
  var total: Int
  /// What all of these have: `that have a curve`.
  var condition = ""

  var text: String {
    var text: String
    if shown < total {
      text = view.primary == nil ? "latest " : "best "
      text += "\(NumberText.grouped(shown)) of \(NumberText.grouped(total)) runs"
      if !condition.isEmpty { text += " " + condition }
    } else {
      text = "\(NumberText.grouped(shown)) \(shown == 1 ? "run" : "runs")"
    }
    guard total > 1, let primary = view.primary, let column = view.metric(named: primary.name) else { return text }
    text += (shown < total ? (condition.isEmpty ? " by " : ", by ") : ", ranked by ") + primary.name
    if let direction = column.directionText { text += ", " + direction }
    if !primary.isDeclared { text += "; the store names no primary metric, so this one was chosen" }
    return text
  }
}

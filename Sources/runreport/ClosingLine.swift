import Markup
import Publishing

/// What a build did, in a line that ends with where the site is.
enum ClosingLine {
  static func text(_ summary: BuildSummary, seconds: Double, place: String) -> String {
    var parts = [
      "\(NumberText.grouped(summary.pages)) pages", NumberText.bytes(summary.bytes),
      "\(NumberText.fixed(seconds, decimals: 1)) s",
      summary.warningCount == 1 ? "1 warning" : "\(NumberText.grouped(summary.warningCount)) warnings",
    ]
    if summary.unchanged > 0 {
      parts.append("\(NumberText.grouped(summary.written)) of \(NumberText.grouped(summary.files)) files changed")
    }
    if summary.removed > 0 { parts.append("\(NumberText.grouped(summary.removed)) removed") }
    let counts = "\(NumberText.grouped(summary.runs)) \(summary.runs == 1 ? "run" : "runs")"
    return "\(counts): " + parts.joined(separator: ", ") + " → \(place)"
  }
}

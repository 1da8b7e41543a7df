internal import Markup

/// The words of a chart, and how wide they are about.
enum ChartText {
  /// At most 120 characters of a text.
  static func cut(_ text: String) -> String {
    // By scalars: one Character of a hostile text may be a megabyte long.
    guard text.utf8.count > 120 else { return text }
    var cut = String.UnicodeScalarView(text.unicodeScalars.prefix(120))
    guard cut.count < text.unicodeScalars.count else { return text }
    cut.append("…")
    return String(cut)
  }

  /// `3e−05` as `3e−5`.
  static func shortPower(_ text: String) -> String {
    guard let mark = text.utf8.firstIndex(of: UInt8(ascii: "e")) else { return text }
    let head = text[...mark]
    let power = text[mark...].dropFirst()
    let sign = power.hasPrefix("\u{2212}") ? "\u{2212}" : ""
    let digits = power.drop { $0 == "\u{2212}" || $0 == "0" }
    return head + sign + (digits.isEmpty ? "0" : digits)
  }

  /// A value with four significant digits.
  static func value(_ value: Double) -> String { shortPower(NumberText.rounded(value)) }

  /// About how many units a text of 11 units' size takes, rather too many than too few.
  static func width(_ text: String) -> Double {
    var width = 0.0
    for scalar in text.unicodeScalars.prefix(200) {
      switch scalar {
      case ".", ",", " ", "i", "l", "j", "'": width += 3.6
      case "\u{2212}", "-", "m", "w", "M", "W": width += 9.2
      default: width += 7
      }
    }
    return width
  }

  /// What the pointer shows on a line.
  static func hover(_ series: PreparedSeries) -> String {
    var parts: [String] = []
    if let last = series.last { parts.append("last \(value(last))") }
    if let range = series.range {
      parts.append("min \(value(range.lowerBound))")
      parts.append("max \(value(range.upperBound))")
    }
    return cut(series.label) + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
  }

  /// What a mark says: `NaN at step 31`, `∞ at 12 places, step 31 to 60`.
  static func mark(_ kind: NonFiniteMark.Kind, count: Int, first: Double, last: Double, xLabel: String) -> String {
    let name =
      switch kind {
      case .nan: "NaN"
      case .positiveInfinity: "∞"
      case .negativeInfinity: "\u{2212}∞"
      }
    let place = "\(cut(xLabel)) \(NumberText.rounded(first))"
    return count == 1 ? "\(name) at \(place)" : "\(name), \(count) times, \(place) to \(NumberText.rounded(last))"
  }

  /// The text alternative: what, how many, from where to where, and how they ended.
  static func description(of plan: ChartPlan) -> String {
    let drawn = plan.series.filter { $0.range != nil }
    guard let range = plan.range else { return "No finite values." }
    let lines = drawn.count == 1 ? "1 line" : "\(drawn.count) lines"
    let steps = "\(NumberText.rounded(plan.x.low)) to \(NumberText.rounded(plan.x.high))"
    var text = "\(lines) over \(plan.xLabel) \(steps), values \(value(range.lowerBound)) to \(value(range.upperBound))"
    text += plan.y.isLogarithmic ? ", logarithmic. " : ". "
    let ends = drawn.compactMap { series in series.last.map { "\(cut(series.label)) \(value($0))" } }
    guard !ends.isEmpty else { return text }
    let told = ends.prefix(8).joined(separator: "; ")
    return text + "Last values: " + told + (ends.count > 8 ? "; and \(ends.count - 8) more." : ".")
  }
}

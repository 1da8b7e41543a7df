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
    for byte in text.utf8.prefix(400) {
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "i"), UInt8(ascii: "l"),
        UInt8(ascii: "j"),
        UInt8(ascii: "'"):
        width += 3.6
      // 0xE2 begins the minus sign.
      case 0xE2, UInt8(ascii: "-"), UInt8(ascii: "m"), UInt8(ascii: "w"), UInt8(ascii: "M"), UInt8(ascii: "W"):
        width += 9.2
      case 0x80..<0xC0: break
      default: width += 7
      }
    }
    return width
  }

  /// What the pointer shows on a line.
  static func writeHover(_ series: PreparedSeries, into writer: inout MarkupWriter) {
    writer.text(cut(series.label))
    var separator: StaticString = ": "
    func part(_ name: StaticString, _ value: Double) {
      writer.raw(separator)
      writer.raw(name)
      writer.safe(ChartText.value(value))
      separator = ", "
    }
    if let last = series.last { part("last ", last) }
    if let range = series.range {
      part("min ", range.lowerBound)
      part("max ", range.upperBound)
    }
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
  static func writeDescription(of plan: ChartPlan, into writer: inout MarkupWriter) {
    guard let range = plan.range else { return writer.raw("No finite values.") }
    let drawn = plan.series.filter { $0.range != nil }
    writer.integer(drawn.count)
    writer.raw(drawn.count == 1 ? " line over " : " lines over ")
    writer.text(plan.xLabel)
    writer.raw(" ")
    writer.safe(NumberText.rounded(plan.x.low))
    writer.raw(" to ")
    writer.safe(NumberText.rounded(plan.x.high))
    writer.raw(", values ")
    writer.safe(value(range.lowerBound))
    writer.raw(" to ")
    writer.safe(value(range.upperBound))
    writer.raw(plan.y.isLogarithmic ? ", logarithmic. " : ". ")
    let ended = drawn.filter { $0.last != nil }
    for (index, series) in ended.prefix(8).enumerated() {
      writer.raw(index == 0 ? "Last values: " : "; ")
      writer.text(cut(series.label))
      writer.raw(" ")
      writer.safe(value(series.last ?? .nan))
    }
    if ended.count > 8 {
      writer.raw("; and ")
      writer.integer(ended.count - 8)
      writer.raw(" more")
    }
    if !ended.isEmpty { writer.raw(".") }
  }
}

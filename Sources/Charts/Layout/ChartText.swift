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

  /// As much of a text as has room, with `…` where something is missing.
  static func fit(_ text: String, _ room: Double) -> String {
    let text = cut(text)
    guard width(text) > room else { return text }
    var scalars = text.unicodeScalars
    // The mark of what is missing is about as wide as a letter: 0xE2 and what follows.
    while !scalars.isEmpty, width(String(scalars)) + 9.2 > room { scalars.removeLast() }
    return String(scalars) + "…"
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

  /// `0.43 to 2.3`.
  static func range(_ range: ClosedRange<Double>) -> String {
    "\(value(range.lowerBound)) to \(value(range.upperBound))"
  }

  /// A value, written.
  static func write(_ number: Double, into writer: inout ByteCursor) {
    // Only a power of ten is shortened.
    if number.magnitude < 1e7, number.magnitude >= 1e-4 { writer.rounded(number) } else { writer.safe(value(number)) }
  }

  /// About how many units a text of 11 units' size takes, rather too many than too few.
  static func width(_ text: String) -> Double {
    // Bytes in a row are looked at several times as fast as a string's view of them.
    text.withBorrowedUTF8 { width(of: $0.prefix(400)) }
  }

  private static func width(of bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Double {
    var width = 0.0
    for byte in bytes {
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
  static func writeHover(_ series: PreparedSeries, into writer: inout ByteCursor) {
    writer.text(cut(series.label))
    var separator: StaticString = ": "
    if let last = series.lastText {
      writer.raw(": last ")
      writer.safe(last)
      separator = ", "
    }
    guard let range = series.range else { return }
    writer.raw(separator)
    writer.raw("min ")
    write(range.lowerBound, into: &writer)
    writer.raw(", max ")
    write(range.upperBound, into: &writer)
  }

  /// What a mark says: `NaN at step 31`, `∞ at 12 places, step 31 to 60`.
  static func mark(_ kind: NonFiniteMark.Kind, count: Int, first: Double, last: Double, plan: ChartPlan) -> String {
    let name =
      switch kind {
      case .nan: "NaN"
      case .positiveInfinity: "∞"
      case .negativeInfinity: "\u{2212}∞"
      }
    let place = "\(plan.xLabel) \(plan.x.text(first))"
    return count == 1 ? "\(name) at \(place)" : "\(name), \(count) times, \(place) to \(plan.x.text(last))"
  }

  /// The text alternative: what, how many, from where to where, and how they ended.
  static func writeDescription(of plan: ChartPlan, into writer: inout ByteCursor) {
    guard let range = plan.range else { return writer.raw("No finite values.") }
    let drawnCount = plan.series.count { $0.range != nil }
    writer.integer(drawnCount)
    writer.raw(drawnCount == 1 ? " line over " : " lines over ")
    writer.text(plan.xLabel)
    writer.raw(" ")
    writer.safe(plan.x.text(plan.x.ends.low))
    writer.raw(" to ")
    writer.safe(plan.x.text(plan.x.ends.high))
    writer.raw(plan.x.isLogarithmic ? ", logarithmic, values " : ", values ")
    write(range.lowerBound, into: &writer)
    writer.raw(" to ")
    write(range.upperBound, into: &writer)
    if plan.y.isLogarithmic { writer.raw(", logarithmic") }
    if plan.smoothing > 0 {
      writer.raw(", smoothed by ")
      writer.rounded(plan.smoothing)
    }
    if plan.facts.outside > 0 {
      writer.raw(", ")
      writer.integer(plan.facts.outside)
      writer.raw(plan.facts.outside == 1 ? " point beyond the axis" : " points beyond the axis")
    }
    writer.raw(". ")
    var endedCount = 0
    // A series in a span is lent; a loop over the array would copy each.
    let drawn = plan.series
    let lines = drawn.span
    for index in lines.indices where lines[index].range != nil {
      guard let last = lines[index].lastText else { continue }
      endedCount += 1
      guard endedCount <= 8 else { continue }
      writer.raw(endedCount == 1 ? "Last values: " : "; ")
      writer.text(cut(lines[index].label))
      writer.raw(" ")
      writer.safe(last)
    }
    if endedCount > 8 {
      writer.raw("; and ")
      writer.integer(endedCount - 8)
      writer.raw(" more")
    }
    if endedCount > 0 { writer.raw(".") }
  }
}

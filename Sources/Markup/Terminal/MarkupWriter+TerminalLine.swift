extension MarkupWriter {
  /// Appends a line's text, escaped, its colours as `<i class=…>`; no line feed.
  ///
  /// Named colours are the classes `f0`…`f15` and, behind text, `b0`…`b15`; hues are `h0`…`h11` and `g0`…`g11`.
  /// Emphasis is `bo`, `fa`, `it`, `un`, `iv`, `st`.
  ///
  /// - Parameters:
  ///   - limit: the number of bytes of text that are shown at most.
  ///   - showsStyles: false leaves colours out.
  public mutating func terminalLine(_ line: TerminalLine, limit: Int = .max, showsStyles: Bool = true) {
    var end = min(limit, line.text.count)
    while end > 0, end < line.text.count, line.text[end] & 0xC0 == 0x80 { end -= 1 }
    guard showsStyles, !line.runs.isEmpty else { return lineText(line.text.span, 0..<end) }
    lineText(line.text.span, 0..<min(line.runs[0].start, end))
    for (index, run) in line.runs.enumerated() where run.start < end {
      let next = index + 1 < line.runs.count ? min(line.runs[index + 1].start, end) : end
      if run.style == .plain {
        lineText(line.text.span, run.start..<next)
      } else {
        raw("<i class=")
        classes(of: run.style)
        raw(">")
        lineText(line.text.span, run.start..<next)
        raw("</i>")
      }
    }
  }

  private mutating func lineText(_ text: Span<UInt8>, _ range: Range<Int>) {
    let text = text.extracting(range)
    var start = 0
    while true {
      let end = ByteScan.markupEnd(text, from: start)
      bytes.append(text, start..<end)
      guard end < text.count else { return }
      switch text[end] {
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      default: raw("&amp;")
      }
      start = end + 1
    }
  }

  private static let emphases: [(TerminalStyle.Emphasis, StaticString)] = [
    (.bold, "bo"), (.faint, "fa"), (.italic, "it"), (.underline, "un"), (.inverse, "iv"), (.strike, "st"),
  ]

  private mutating func classes(of style: TerminalStyle) {
    let count =
      style.emphasis.rawValue.nonzeroBitCount + (style.foreground == .standard ? 0 : 1)
      + (style.background == .standard ? 0 : 1)
    if count > 1 { raw("\"") }
    var isFirst = true
    func separate(_ writer: inout MarkupWriter) {
      if !isFirst { writer.raw(" ") }
      isFirst = false
    }
    for (emphasis, name) in MarkupWriter.emphases where style.emphasis.contains(emphasis) {
      separate(&self)
      raw(name)
    }
    if style.foreground != .standard {
      separate(&self)
      colourClass(style.foreground, "f", "h")
    }
    if style.background != .standard {
      separate(&self)
      colourClass(style.background, "b", "g")
    }
    if count > 1 { raw("\"") }
  }

  private mutating func colourClass(_ colour: TerminalColour, _ named: StaticString, _ hue: StaticString) {
    raw(colour.code > 16 ? hue : named)
    integer(Int(colour.code) - (colour.code > 16 ? 17 : 1))
  }
}

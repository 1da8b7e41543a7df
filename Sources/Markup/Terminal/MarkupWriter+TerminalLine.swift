extension MarkupWriter {
  /// Appends a line's text, escaped, its colours as `<i class=…>`; no line feed.
  ///
  /// The colours that logs have most, alone, are elements without a class: `<u>` green, `<i>` cyan, `<var>` yellow, `<kbd>`
  /// blue, `<bdi>` magenta. They mean nothing to a screen reader, and save half of the markup of most coloured logs.
  /// Blanks in which nothing can be seen stay with what stands before them, so that words of one colour are one element.
  /// Named colours are the classes `f0`…`f15` and, behind text, `b0`…`b15`; hues are `h0`…`h11` and `g0`…`g11`.
  /// Emphasis is `<b>` in place of `<i>`, `fa`, `it`, `un`, `iv`, `st`.
  ///
  /// - Parameter limit: about how many bytes of markup are written at most.
  /// - Returns: how many bytes of the text are there.
  @discardableResult
  public mutating func terminalLine(_ line: TerminalLine, limit: Int = 24_000) -> Int {
    var shown = 0
    bytes.write(atMost: line.text.count + line.runs.count * 60 + 64) { cursor in
      shown = cursor.terminalLine(line, limit: limit)
    }
    return shown
  }
}

extension ByteCursor {
  fileprivate mutating func terminalLine(_ line: TerminalLine, limit: Int) -> Int {
    let start = position
    let text = line.text
    var open = TerminalStyle.plain
    var shown = line.runs.first?.start ?? text.count
    terminalText(text.span, 0..<shown)
    for (index, run) in line.runs.enumerated() {
      guard position - start < limit else { break }
      shown = index + 1 < line.runs.count ? line.runs[index + 1].start : text.count
      terminalText(text.span, run.start..<shown, run.style, &open)
    }
    if open != .plain { closeTag(open) }
    return shown
  }

  /// `<i class=f1>`, or `<b>` for what is bold, or an element that stands for a colour.
  mutating func openTag(_ style: TerminalStyle) {
    byte(UInt8(ascii: "<"))
    if let colour = ByteCursor.colourElement(style) {
      raw(colour)
      return byte(UInt8(ascii: ">"))
    }
    byte(ByteCursor.element(style))
    let emphasis = style.emphasis.subtracting(.bold)
    let count =
      emphasis.rawValue.nonzeroBitCount + (style.foreground == .standard ? 0 : 1)
      + (style.background == .standard ? 0 : 1)
    if count > 0 {
      raw(count > 1 ? " class=\"" : " class=")
      var isFirst = true
      if !emphasis.isEmpty {
        for (part, name) in ByteCursor.emphases where emphasis.contains(part) {
          separate(&isFirst)
          raw(name)
        }
      }
      if style.foreground != .standard {
        separate(&isFirst)
        colourClass(style.foreground, "f", "h")
      }
      if style.background != .standard {
        separate(&isFirst)
        colourClass(style.background, "b", "g")
      }
      if count > 1 { byte(UInt8(ascii: "\"")) }
    }
    byte(UInt8(ascii: ">"))
  }

  mutating func closeTag(_ style: TerminalStyle) {
    raw("</")
    if let colour = ByteCursor.colourElement(style) { raw(colour) } else { byte(ByteCursor.element(style)) }
    byte(UInt8(ascii: ">"))
  }

  @inline(__always)
  private static func colourElement(_ style: TerminalStyle) -> StaticString? {
    guard style.emphasis.isEmpty, style.background == .standard else { return nil }
    return switch style.foreground {
    case .named(2): "u"
    case .named(3): "var"
    case .named(4): "kbd"
    case .named(5): "bdi"
    case .named(6): "i"
    default: nil
    }
  }

  private static func element(_ style: TerminalStyle) -> UInt8 {
    style.emphasis.contains(.bold) ? UInt8(ascii: "b") : UInt8(ascii: "i")
  }

  private static let emphases: [(TerminalStyle.Emphasis, StaticString)] = [
    (.faint, "fa"), (.italic, "it"), (.underline, "un"), (.inverse, "iv"), (.strike, "st"),
  ]

  private mutating func separate(_ isFirst: inout Bool) {
    if !isFirst { byte(0x20) }
    isFirst = false
  }

  private mutating func colourClass(_ colour: TerminalColour, _ named: StaticString, _ hue: StaticString) {
    raw(colour.code > 16 ? hue : named)
    integer(Int(colour.code) - (colour.code > 16 ? 17 : 1))
  }
}

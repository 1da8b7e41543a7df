internal import Markup

/// A text of a chart.
enum TextMark {
  /// Writes it.
  ///
  /// - Parameters:
  ///   - anchor: where it is not that of the group.
  ///   - title: what the pointer shows on it, where that is more.
  static func write(
    _ text: String, _ x: Double, _ y: Double, anchor: StaticString? = nil, isEmphasised: Bool = false,
    colour: Int? = nil, title: String? = nil, into writer: inout ByteCursor
  ) {
    writer.raw("<text")
    if isEmphasised { writer.raw(" class=\"e\"") }
    if let colour {
      writer.raw(" class=\"c")
      writer.integer(colour)
      writer.raw("\"")
    }
    writer.raw(" x=\"")
    writer.coordinate(x)
    writer.raw("\" y=\"")
    writer.coordinate(y)
    if let anchor {
      writer.raw("\" text-anchor=\"")
      writer.raw(anchor)
    }
    writer.raw("\">")
    if let title, title != text {
      writer.raw("<title>")
      writer.text(title)
      writer.raw("</title>")
    }
    writer.text(text)
    writer.raw("</text>")
  }
}

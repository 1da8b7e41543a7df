import Markup

/// The box that lines with numbers stand in, its number column as wide as the longest number of the file.
struct LineBox {
  /// The first and the last line in it, from 1.
  var lines: ClosedRange<Int>
  /// Of all lines of the file the last.
  var lastLine: Int
  /// Which page of the file it is on.
  var page = 1
  /// Further attributes that the script reads.
  var attributes = MarkupWriter()

  /// So many lines are a list of their own: a browser lays out only the lists that are seen.
  static let listLimit = 50

  func open(_ writer: inout MarkupWriter) {
    writer.raw(
      "<a class=log-skip href=#log-end>Skip the lines</a>\n<div class=log-box tabindex=0 role=region aria-label=\"Lines "
    )
    writer.safe("\(NumberText.grouped(lines.lowerBound)) to \(NumberText.grouped(lines.upperBound))")
    writer.raw("\"><div class=\"log n")
    writer.integer(max(4, String(lastLine).utf8.count))
    writer.raw("\" data-page=")
    writer.integer(page)
    writer.raw(" data-last=")
    writer.integer(lines.upperBound)
    writer.append(attributes)
    writer.raw("><ol>")
  }

  func close(_ writer: inout MarkupWriter) {
    writer.raw("</ol></div></div>\n<div id=log-end></div>")
  }
}

extension MarkupWriter {
  /// Begins a line: `<li id=L57><a href=#L57>57</a>`; the text and a line feed follow, so that what is copied is what is in
  /// the file.
  ///
  /// - Returns: how far behind its beginning further attributes of the line have their place.
  @discardableResult
  mutating func beginLine(_ number: Int) -> Int {
    var headLength = 0
    write(atMost: 80) { cursor in
      cursor.raw("<li id=L")
      let start = cursor.position
      cursor.digits(UInt(number))
      headLength = cursor.position
      cursor.raw("><a href=#L")
      cursor.again(start..<headLength)
      cursor.raw(">")
      cursor.again(start..<headLength)
      cursor.raw("</a>")
    }
    return headLength
  }
}

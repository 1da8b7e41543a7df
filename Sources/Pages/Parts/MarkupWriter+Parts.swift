import Analysis
import Markup
import RunModel

/// The small parts every page is made of.
extension MarkupWriter {
  /// A writer that holds escaped text, for a slot of a template.
  static func text(_ text: String) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.text(text)
    return writer
  }

  /// A writer that holds escaped text which may go on in a new line after `/` and `_`, as paths and names need.
  static func breakable(_ text: String) -> MarkupWriter {
    var writer = MarkupWriter()
    var rest = text[...]
    while let place = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "_") }) {
      let next = rest.utf8.index(after: place)
      writer.text(String(rest[..<next]))
      rest = rest[next...]
      if !rest.isEmpty { writer.raw("<wbr>") }
    }
    writer.text(String(rest))
    return writer
  }

  /// A link; `href` is a path this program made, or an address already judged safe.
  mutating func link(_ href: String, _ label: String) {
    raw("<a href=\"")
    text(href)
    raw("\">")
    text(label)
    raw("</a>")
  }

  /// A link of a navigation from page `path`: marked where it leads to that page, or to what the page belongs to.
  mutating func navigationLink(_ label: String, to target: String, from path: String, isCurrent: Bool) {
    raw("<a href=\"")
    text(PagePath.relative(from: path, to: target))
    raw("\"")
    if isCurrent { raw(target == path ? " aria-current=page" : " aria-current=true") }
    raw(">")
    text(label)
    raw("</a>")
  }

  /// A link to a run in a table.
  ///
  /// Of a long path, as TensorBoard's runs are called, the end tells them apart: its start is cut, whole on hover.
  mutating func runLink(_ href: String, _ name: String, limit: Int = 40) {
    var shown = name[...]
    while shown.utf8.count > limit, let slash = shown.utf8.firstIndex(of: UInt8(ascii: "/")) {
      let rest = shown[shown.index(after: slash)...]
      if rest.isEmpty { break }
      shown = rest
    }
    guard shown.startIndex > name.startIndex else { return link(href, name) }
    raw("<a href=\"")
    text(href)
    raw("\" title=\"")
    text(name)
    raw("\">…/")
    text(String(shown))
    raw("</a>")
  }

  /// The class of a row's head that stands below so many others, and the end of its tag.
  mutating func rowClass(depth: Int) {
    guard depth > 0 else { return raw("t>") }
    raw("\"t i")
    integer(min(depth, 4))
    raw("\">")
  }

  /// A moment as `2026-11-23 04:12`, exact in the attribute; the zone stands in the column's head.
  mutating func time(_ moment: Timestamp) {
    raw("<time datetime=\"")
    safe(TimeText.iso(moment.milliseconds))
    raw("\">")
    safe(TimeText.minute(moment.milliseconds))
    raw("</time>")
  }

  /// A moment as `2026-11-23 04:12 UTC`.
  mutating func timeSentence(_ moment: Timestamp) {
    raw("<time datetime=\"")
    safe(TimeText.iso(moment.milliseconds))
    raw("\">")
    safe(TimeText.sentence(moment.milliseconds))
    raw("</time>")
  }

  /// A status as icon (from the stylesheet), word and colour.
  mutating func status(_ state: RunState) {
    raw("<span class=\"s ")
    safe(state.className)
    raw("\">")
    safe(state.word)
    raw("</span>")
  }

  /// A number cell: rounded to read, exact on hover where that differs.
  mutating func numberCell(_ value: Double?, format: ColumnFormat, isBest: Bool = false) {
    write(atMost: 160) { $0.numberCell(value, format: format, isBest: isBest) }
  }

  /// A text cell; long text is cut, whole on hover.
  mutating func textCell(_ value: String, limit: Int = 48) {
    raw("<td class=t")
    cutText(value, limit: limit)
  }

  /// The rest of a tag that may carry the whole text, and the text cut to `limit` characters.
  mutating func cutText(_ value: String, limit: Int) {
    if value.utf8.count > limit, value.count > limit {
      raw(" title=\"")
      text(String(value.prefix(2000)))
      raw("\">")
      text(String(value.prefix(limit - 1)))
      raw("…")
    } else {
      raw(">")
      text(value)
    }
  }

  /// `8 runs`, `1 run`.
  mutating func count(_ number: Int, _ singular: StaticString, _ plural: StaticString) {
    safe(NumberText.grouped(number))
    raw(" ")
    raw(number == 1 ? singular : plural)
  }
}

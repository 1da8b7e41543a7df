import Markup

/// Links to the other pages of a long table or log.
struct Pager {
  /// The path of page `number`, from 1.
  var path: (Int) -> String
  /// `Int.max` where it is not known: then the last page is asked for under that number.
  var pageCount: Int
  /// The page the links stand on, and its number.
  var from: String
  var current: Int
  /// What is paged: `runs`.
  var label: String
  /// Added to what assistive technology calls the links, where a page has them twice.
  var addition = ""

  /// `1–500 of 1,234 runs`, with links to first, previous, next and last; nothing for a single page.
  func write(to writer: inout MarkupWriter, shown: Range<Int>, total: Int) {
    guard pageCount > 1 else { return }
    writer.raw("<nav class=pager aria-label=\"Pages of ")
    writer.text(label + addition)
    writer.raw("\">")
    item("first", 1, isActive: current > 1, to: &writer)
    item("previous", current - 1, isActive: current > 1, to: &writer)
    writer.raw("<span>")
    writer.safe("\(NumberText.grouped(shown.lowerBound + 1))–\(NumberText.grouped(shown.upperBound))")
    writer.raw(" of ")
    writer.safe(NumberText.grouped(total))
    writer.raw(" ")
    writer.text(label)
    writer.raw("</span>")
    item("next", current + 1, isActive: current < pageCount, to: &writer)
    item("last", pageCount, isActive: current < pageCount, to: &writer)
    writer.raw("</nav>\n")
  }

  private func item(_ word: StaticString, _ number: Int, isActive: Bool, to writer: inout MarkupWriter) {
    guard isActive else {
      writer.raw("<span class=off>")
      writer.raw(word)
      writer.raw("</span>")
      return
    }
    writer.raw("<a href=\"")
    writer.text(PagePath.relative(from: from, to: path(number)))
    writer.raw("\">")
    writer.raw(word)
    writer.raw("</a>")
  }
}

import Markup

/// The list of a log's pages with their lines, for those who look for a line without a script.
struct LogPageList {
  /// Which page of the list, from 1.
  let number: Int
  let map: LogMap
  let frame: LogPageFrame

  /// How many pages are listed on one.
  private static let listLimit = 400

  /// How many pages the list itself takes.
  static func count(_ map: LogMap) -> Int { (map.pages.count + listLimit - 1) / listLimit }

  func render() -> [UInt8] {
    let path = frame.plan.pageList(number) ?? ""
    let start = (number - 1) * LogPageList.listLimit
    let shown = start..<min(start + LogPageList.listLimit, map.pages.count)
    var pagerMarkup = MarkupWriter()
    let pager = Pager(
      path: { frame.plan.pageList($0) ?? path }, pageCount: LogPageList.count(map), from: path, current: number,
      label: "pages")
    pager.write(to: &pagerMarkup, shown: shown, total: map.pages.count)
    let facts = LogFacts(
      file: frame.pages.file, about: frame.about, copy: frame.plan.copy, survey: frame.survey
    ).markup(on: path)
    return frame.pages.render(
      at: path, addition: ", all pages", ["facts": facts, "pager": pagerMarkup, "log": list(shown, on: path)])
  }

  private func list(_ shown: Range<Int>, on path: String) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<ol class=log-page-list>\n")
    for index in shown {
      let page = map.pages[index]
      writer.raw("<li><a href=\"")
      writer.text(PagePath.relative(from: path, to: frame.path(index + 1)))
      writer.raw("\">")
      writer.safe("\(NumberText.grouped(page.firstLine))–\(NumberText.grouped(page.lastLine))</a>")
      if let moment = page.moment {
        writer.raw(" <span class=quiet>")
        writer.logTime(moment)
        writer.raw("</span>")
      }
      if page.errorCount > 0 { count(page.errorCount, "line of errors", "lines of errors", "e", to: &writer) }
      if page.warningCount > 0 { count(page.warningCount, "warning", "warnings", "w", to: &writer) }
      writer.raw("\n")
    }
    writer.raw("</ol>\n")
    return writer
  }

  private func count(
    _ number: Int, _ singular: StaticString, _ plural: StaticString, _ mark: StaticString,
    to writer: inout MarkupWriter
  ) {
    writer.raw(" <span class=")
    writer.raw(mark)
    writer.raw(">")
    writer.count(number, singular, plural)
    writer.raw("</span>")
  }
}

import Markup

/// Gathers lines into pages and puts each page out when it is full.
struct LogPageWriter {
  /// A page that has grown to this many bytes shows only the beginnings of its remaining lines.
  private static let pageBudget = 800_000
  /// How many bytes of a line are shown from there on.
  private static let shortLimit = 240
  /// Lines longer than this make it worth asking whether they should wrap.
  private static let wideLine = 100

  private let pages: LogPages
  private let survey: LogSurvey
  private let output: any SiteJob.Output
  private let findings: LogFindingList

  private var judge = LogJudge()
  private var lineNumber = 0
  private var page = 1
  private var lines = MarkupWriter()
  /// The first line of the page that is cut because the page is full.
  private var firstShortened: Int?

  init(pages: LogPages, survey: LogSurvey, output: any SiteJob.Output) {
    self.pages = pages
    self.survey = survey
    self.output = output
    findings = LogFindingList(findings: survey.findings, plan: pages.filePlan)
  }

  mutating func add(_ line: TerminalLine) throws {
    guard lineNumber < survey.lineCount else { return }
    lineNumber += 1
    write(line, mark: judge.judge(line.text).mark)
    if lineNumber % LogPages.linesPerPage == 0 || lineNumber == survey.lineCount { try putPage() }
  }

  /// Puts out what is left; the last pages of a file that became shorter since it was surveyed say so.
  mutating func finish() throws {
    while page <= survey.pageCount { try putPage() }
  }

  // MARK: Lines

  /// `<span id=L57><a href=#L57>57</a>text</span>` and a line feed, so that what is copied is what was logged.
  private mutating func write(_ line: TerminalLine, mark: LogSeverity?) {
    lines.raw("<span id=L")
    lines.integer(lineNumber)
    switch mark {
    case .error: lines.raw(" class=e")
    case .warning: lines.raw(" class=w")
    case nil: break
    }
    lines.raw("><a href=#L")
    lines.integer(lineNumber)
    lines.raw(">")
    lines.integer(lineNumber)
    lines.raw("</a>")
    let isFull = lines.bytes.count > LogPageWriter.pageBudget
    if isFull, firstShortened == nil { firstShortened = lineNumber }
    let limit = isFull ? LogPageWriter.shortLimit : LogPages.lineLimit
    lines.terminalLine(line, limit: limit, showsStyles: !isFull)
    let shown = min(limit, line.text.count)
    if line.length > shown {
      lines.raw("<small>first ")
      lines.safe("\(NumberText.bytes(Int64(shown))) of \(NumberText.bytes(Int64(line.length))) shown</small>")
    }
    if line.updates > 0 {
      lines.raw("<small>↻ ")
      lines.count(line.updates, "update", "updates")
      lines.raw(" folded</small>")
    }
    lines.raw("\n</span>")
  }

  // MARK: Pages

  private mutating func putPage() throws {
    guard let path = pages.filePlan.page(page) else { return }
    let shown = survey.lines(onPage: page)
    var slots: PageSlots = [
      "findings": findings.markup(on: path, isFirst: page == 1), "pager": pager(shown, on: path),
      "pagerBelow": pager(shown, on: path, addition: ", again"),
      "pages": LogPageList(plan: pages.filePlan, survey: survey).markup(on: path, current: page),
    ]
    if lines.bytes.isEmpty {
      var message = MarkupWriter()
      EmptyState.write(
        "Gone", "The file became shorter while this site was made; these lines are no longer in it.", to: &message)
      slots["message"] = message
    } else {
      slots["log"] = box(shown)
      if survey.longestLine > LogPageWriter.wideLine { slots["wrap"] = .text("wrap long lines") }
      slots["note"] = note
    }
    try output.put(pages.render(page: page, survey, slots), at: path)
    page += 1
    lines.bytes.removeAll(keepingCapacity: true)
    firstShortened = nil
  }

  private func pager(_ shown: Range<Int>, on path: String, addition: String = "") -> MarkupWriter {
    var writer = MarkupWriter()
    let pager = Pager(
      path: { pages.filePlan.page($0) ?? path }, pageCount: survey.pageCount, from: path, current: page,
      label: "lines", addition: addition)
    pager.write(to: &writer, shown: shown, total: survey.lineCount)
    return writer
  }

  /// The lines in their box, its number column as wide as the longest number on any page of the file.
  private func box(_ shown: Range<Int>) -> MarkupWriter {
    var writer = MarkupWriter(reserving: lines.bytes.count + 300)
    writer.raw("<a class=log-skip href=#log-end>Skip the lines</a>\n<pre class=\"log n")
    writer.integer(max(4, String(survey.lineCount).utf8.count))
    writer.raw("\" tabindex=0 role=region aria-label=\"Lines ")
    writer.safe("\(NumberText.grouped(shown.lowerBound + 1)) to \(NumberText.grouped(shown.upperBound))")
    writer.raw("\">")
    writer.append(lines)
    writer.raw("</pre>\n<div id=log-end></div>")
    return writer
  }

  private var note: MarkupWriter {
    var writer = MarkupWriter()
    guard let firstShortened else { return writer }
    writer.raw("From line ")
    writer.safe(NumberText.grouped(firstShortened))
    writer.raw(" on, only the first ")
    writer.integer(LogPageWriter.shortLimit)
    writer.raw(" bytes of a line are shown, without colours: this page would grow too large.")
    return writer
  }
}

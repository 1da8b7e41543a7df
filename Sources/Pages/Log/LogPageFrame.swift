import Markup
import RunModel

/// What stands around the lines on the pages of a log.
struct LogPageFrame: Sendable {
  let pages: LogPages
  let survey: LogSurvey
  let room: LogPageRoom
  /// In which zone the log tells the time, if its lines are known by time.
  let zone: LogZone?
  /// What the file is in plain words, looked up once for all of its pages.
  let about: String?

  var plan: FilePlan { pages.filePlan }

  init(pages: LogPages, survey: LogSurvey, zone: LogZone? = nil) {
    self.pages = pages
    self.survey = survey
    self.zone = zone
    about = KnownFile.description(of: pages.file.path)
    let bare = LogPageFrame(
      pages: pages, survey: survey, zone: zone, about: about, room: LogPageRoom(first: 0, other: 0))
    let line = LogSheet.Page(start: 0, firstLine: survey.lineCount, lastLine: survey.lineCount, moment: 0, span: 0...0)
    // Numbers and counts are of a few more digits on one page than on another.
    func room(_ number: Int) -> Int {
      max(
        LogPages.pageLimit / 4, LogPages.pageLimit - bare.page(number, line, lines: [0x20], isLast: false).count - 600)
    }
    self.room = LogPageRoom(first: room(1) - LogFindingList.room, other: room(1_000_000))
  }

  private init(pages: LogPages, survey: LogSurvey, zone: LogZone?, about: String?, room: LogPageRoom) {
    self.pages = pages
    self.survey = survey
    self.zone = zone
    self.about = about
    self.room = room
  }

  /// Where page `number` is.
  func path(_ number: Int) -> String { plan.page(number) ?? "" }

  /// The bytes of a page.
  ///
  /// - Parameters:
  ///   - isLast: whether no other page follows.
  ///   - findings: of the whole log, on the first page.
  ///   - counts: of the whole log, on the first page.
  func page(
    _ number: Int, _ page: LogSheet.Page, lines: ArraySlice<UInt8>, isLast: Bool,
    findings: MarkupWriter = MarkupWriter(), counts: LogCounts = LogCounts()
  ) -> [UInt8] {
    let path = path(number)
    let shown = (page.firstLine - 1)..<page.lastLine
    var slots: PageSlots = [
      "facts": LogFacts(
        file: pages.file, about: about, copy: plan.copy, survey: survey, counts: counts, moment: page.moment,
        zone: zone,
        charts: zone.map { _ in (PagePath.relative(from: path, to: pages.run.plan.page), page.span) },
        document: pages.isSource ? pages.run.files[pages.index].page : nil
      ).markup(on: path),
      "findings": findings,
    ]
    if number > 1 || !isLast {
      slots["pager"] = pager(number, shown, isLast: isLast)
      slots["pagerBelow"] = pager(number, shown, isLast: isLast, addition: ", again")
      slots["pages"] = listLink(from: path)
      slots["pageMap"] = .text(PagePath.relative(from: path, to: plan.pageMap ?? ""))
    }
    if lines.isEmpty {
      var message = MarkupWriter()
      EmptyState.write(
        "Gone", "The file became shorter while this site was made; these lines are no longer in it.", to: &message)
      slots["message"] = message
    } else {
      slots["log"] = box(number, shown)
      slots["wrap"] = .text("wrap long lines")
    }
    // The first page tells what is in the others.
    let frame = pages.render(
      at: path, addition: number > 1 ? ", page \(number)" : "", lines: lines, mayGrow: isLast || number == 1, slots)
    guard !lines.isEmpty, let gap = frame.firstIndex(of: LogPageFrame.gap) else { return frame }
    // Lines are most of a page: they are copied once, not from slot to slot.
    return [UInt8](unsafeUninitializedCapacity: frame.count - 1 + lines.count) { page, count in
      count = page.initialize(fromContentsOf: frame[..<gap])
      count = page[count...].initialize(fromContentsOf: lines)
      count = page[count...].initialize(fromContentsOf: frame[(gap + 1)...])
    }
  }

  /// Stands for the lines while the page around them is made; no markup holds it.
  private static let gap: UInt8 = 0x03

  private func pager(_ number: Int, _ shown: Range<Int>, isLast: Bool, addition: String = "") -> MarkupWriter {
    var writer = MarkupWriter()
    let path = path(number)
    // How many pages follow is not known yet.
    let end = isLast ? number : Int.max
    let pager = Pager(
      path: { $0 == Int.max ? plan.lastPage ?? path : self.path($0) }, pageCount: end, from: path, current: number,
      label: "lines", addition: addition)
    pager.write(to: &writer, shown: shown, total: survey.lineCount)
    return writer
  }

  private func listLink(from path: String) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<span class=log-pages>")
    writer.link(PagePath.relative(from: path, to: plan.pageList() ?? path), "all pages")
    writer.raw("</span>")
    return writer
  }

  private func box(_ number: Int, _ shown: Range<Int>) -> MarkupWriter {
    var box = LineBox(lines: shown.lowerBound + 1...shown.upperBound, lastLine: survey.lineCount, page: number)
    if let first = plan.page, let folder = plan.pageStem {
      box.attributes.raw(" data-first=\"")
      box.attributes.text(PagePath.relative(from: path(number), to: first))
      box.attributes.raw("\" data-others=\"")
      box.attributes.text(number == 1 ? PagePath.relative(from: first, to: folder) + "/" : "")
      box.attributes.raw("\"")
    }
    if zone != nil {
      box.attributes.raw(" data-times=\"")
      box.attributes.text(PagePath.relative(from: path(number), to: pages.run.plan.logTimesScript))
      box.attributes.raw("\" data-run=\"")
      box.attributes.text(pages.run.plan.folder)
      box.attributes.raw("\"")
    }
    var writer = MarkupWriter()
    box.open(&writer)
    writer.bytes.append(LogPageFrame.gap)
    box.close(&writer)
    return writer
  }
}

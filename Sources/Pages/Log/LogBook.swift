import Digests
import Markup
import RunModel

/// Renders a log section by section, several at once, and puts out its pages.
///
/// A section is rendered before the one in front of it is done, as if that one left the terminal as it is now: nearly
/// always so. Where it did not, the section is rendered again. The first page is put out last, since it tells what was
/// found in all of them.
struct LogBook {
  /// How many sections are in memory at once.
  private static let batchSize = 8

  private let survey: LogSurvey
  private let output: any SiteJob.Output
  private let frame: LogPageFrame

  private var map = LogMap()
  private var findings = LogFindings()
  private var counts: LogCounts
  private var state = LogState()
  private var clock: LogClock
  /// The same in the zone of the log, for the lines that are asked for.
  private var timed: LogClock
  private var moments: LogMoments?
  private var span: ClosedRange<Int64>?
  private var firstLines: [UInt8] = []
  private let buffers = BufferPool()

  /// A page that is known but not yet put out.
  private struct Leaf: Sendable {
    var number: Int
    var page: LogSheet.Page
    var lines: ArraySlice<UInt8>
    var isLast: Bool
  }

  /// - Parameters:
  ///   - zone: of the log's times, if its lines are to be known by time.
  ///   - moments: what to know them for.
  init(
    pages: LogPages, survey: LogSurvey, output: any SiteJob.Output, zone: LogZone? = nil, moments: LogMoments? = nil
  ) {
    self.survey = survey
    self.output = output
    self.moments = zone == nil ? nil : moments
    frame = LogPageFrame(pages: pages, survey: survey, zone: zone)
    counts = LogCounts(invalid: survey.invalidCount)
    let start = pages.run.digest.header.start?.milliseconds
    clock = LogClock(start: start)
    timed = LogClock(start: start ?? moments?.wanted.first, shift: zone?.shift ?? 0)
  }

  /// - Returns: the log by time, if it was to be known so.
  @discardableResult mutating func write() throws -> TimedLog? {
    for start in stride(from: 0, to: survey.sections.count, by: LogBook.batchSize) {
      let batch = start..<min(start + LogBook.batchSize, survey.sections.count)
      let sheets = try sheets(batch)
      let leaves = take(sheets, isLast: batch.upperBound == survey.sections.count)
      let (output, frame) = (output, frame)
      try output.share(leaves.count) { place in
        let leaf = leaves[place]
        try output.put(
          frame.page(leaf.number, leaf.page, lines: leaf.lines, isLast: leaf.isLast), at: frame.path(leaf.number))
      }
      for sheet in sheets { buffers.give(sheet.markup.bytes) }
    }
    findings.finish()
    try putFirstPage()
    if map.pages.count > 1 { try putMap() }
    moments?.finish()
    guard let zone = frame.zone, let moments else { return nil }
    return TimedLog(pages: frame.pages, zone: zone, moments: moments, map: map)
  }

  private func putMap() throws {
    try output.duplicate(frame.path(map.pages.count), at: frame.plan.lastPage ?? "")
    try output.put(map.script, at: frame.plan.pageMap ?? "")
    for number in 1...LogPageList.count(map) {
      let list = LogPageList(number: number, map: map, frame: frame)
      try output.put(list.render(), at: frame.plan.pageList(number) ?? "")
    }
  }

  /// Renders sections, each from the state that the one before left.
  private func sheets(_ batch: Range<Int>) throws -> [LogSheet] {
    let rendered = SharedList<LogSheet>(count: batch.count)
    let source = LogSource(frame: frame, survey: survey, output: output, buffers: buffers)
    let state = state
    try output.share(batch.count) { place in
      rendered.set(try source.sheet(batch.lowerBound + place, from: state), at: place)
    }
    var sheets = rendered.values
    for place in sheets.indices.dropFirst() where sheets[place - 1].exit != state {
      sheets[place] = try source.sheet(batch.lowerBound + place, from: sheets[place - 1].exit)
    }
    return sheets
  }

  /// Numbers the pages of sheets and takes in what they tell; keeps the first page of all.
  private mutating func take(_ sheets: [LogSheet], isLast: Bool) -> [Leaf] {
    var leaves: [Leaf] = []
    for (place, sheet) in sheets.enumerated() {
      counts += sheet.counts
      for remark in sheet.remarks {
        findings.add(remark.verdict, line: remark.line, text: Array(sheet.remarkText[remark.text]))
      }
      var stamps = sheet.stamps[...]
      for index in sheet.pages.indices {
        var page = sheet.pages[index]
        page.moment = page.time.flatMap { clock.moment($0) }
        page.span = span(of: page, &stamps)
        map.append(page)
        let isEnd = isLast && place == sheets.count - 1 && index == sheet.pages.count - 1
        leaves.append(
          Leaf(
            number: map.pages.count, page: page, lines: sheet.lines(ofPage: index), isLast: isEnd))
      }
    }
    state = sheets.last?.exit ?? state
    if leaves.first?.number == 1 { firstLines = Array(leaves.removeFirst().lines) }
    return leaves
  }

  /// Takes the times of a page's lines; a page without any has the last one before it.
  private mutating func span(of page: LogSheet.Page, _ stamps: inout ArraySlice<LogSheet.Stamp>) -> ClosedRange<Int64>?
  {
    guard moments != nil else { return nil }
    var own = span.map { $0.upperBound...$0.upperBound }
    var isFirst = true
    while let stamp = stamps.first, stamp.line <= page.lastLine {
      stamps.removeFirst()
      guard let moment = timed.moment(stamp.time) else { continue }
      moments?.add(line: stamp.line, moment: moment)
      own = isFirst ? moment...moment : own.map { min($0.lowerBound, moment)...max($0.upperBound, moment) }
      isFirst = false
    }
    span = own
    return own
  }

  private func putFirstPage() throws {
    guard let page = map.pages.first else { return }
    let list = LogFindingList(findings: findings, plan: frame.plan, map: map).markup
    let bytes = frame.page(
      1, page, lines: firstLines[...], isLast: map.pages.count == 1, findings: list, counts: counts)
    try output.put(bytes, at: frame.path(1))
  }
}

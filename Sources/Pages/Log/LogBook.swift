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
  private var firstLines: [UInt8] = []
  private let buffers = BufferPool()

  /// A page that is known but not yet put out.
  private struct Leaf: Sendable {
    var number: Int
    var page: LogSheet.Page
    var lines: ArraySlice<UInt8>
    var isLast: Bool
  }

  init(pages: LogPages, survey: LogSurvey, output: any SiteJob.Output) {
    self.survey = survey
    self.output = output
    frame = LogPageFrame(pages: pages, survey: survey)
    counts = LogCounts(invalid: survey.invalidCount)
    clock = LogClock(start: pages.run.digest.header.start?.milliseconds)
  }

  mutating func write() throws {
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
    guard map.pages.count > 1 else { return }
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
      for index in sheet.pages.indices {
        var page = sheet.pages[index]
        page.moment = page.time.flatMap { clock.moment($0) }
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

  private func putFirstPage() throws {
    guard let page = map.pages.first else { return }
    let list = LogFindingList(findings: findings, plan: frame.plan, map: map).markup
    let bytes = frame.page(
      1, page, lines: firstLines[...], isLast: map.pages.count == 1, findings: list, counts: counts)
    try output.put(bytes, at: frame.path(1))
  }
}

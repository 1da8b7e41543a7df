import Markup

/// Renders a section of a log, line by line, and decides where its pages end.
struct LogSheetWriter {
  private(set) var sheet = LogSheet()
  private let section: LogSection
  private let room: LogPageRoom
  /// Whether each line is asked for its time.
  private let isTimed: Bool
  private var judge: LogJudge
  /// Where in the markup the line begins that is being written, and where its mark would stand.
  private var lineStart = 0
  private var markPlace = 0
  /// How many lines the block has that is open.
  private var blockCount = 0
  /// Lines before this one are asked for the time the page begins with.
  private var timeWantedBefore = Int.max
  /// How many empty lines came after one another, up to the last one.
  private var emptyCount = 0
  /// After so many empty lines further ones are only counted: each would take forty times its byte.
  private static let emptyLimit = 50

  /// - Parameters:
  ///   - buffer: where the markup goes.
  ///   - isTimed: whether each line is asked for its time.
  init(
    _ section: LogSection, from state: LogState, room: LogPageRoom, isTimed: Bool = false, into buffer: [UInt8]
  ) {
    self.section = section
    self.room = room
    self.isTimed = isTimed
    judge = state.judge
    sheet.exit = state
    sheet.markup.bytes = buffer
  }

  /// Renders the whole section.
  ///
  /// - Parameter text: UTF-8 as a `TextDecoder` gives it.
  mutating func write(_ text: Span<UInt8>) {
    let state = sheet.exit
    sheet.markup.bytes.reserveCapacity(text.count * 3 / 2)
    guard !printLines(text) else { return }
    // The cursor goes up somewhere: all of it once more, with the lines held that it may come back to.
    sheet.markup.bytes.removeAll(keepingCapacity: true)
    self = LogSheetWriter(section, from: state, room: room, isTimed: isTimed, into: sheet.markup.bytes)
    var stream = TerminalStream(.utf8, keeping: LogPages.lineLimit, style: state.style)
    stream.read(text) { add($0) }
    finish(&stream)
  }

  /// Takes a line that a stream has resolved.
  mutating func add(_ line: TerminalLine) {
    let number = section.firstLine + line.number
    if foldsEmpty(line.text.isEmpty && line.updates == 0, number) { return }
    begin(number)
    let shown = sheet.markup.terminalLine(line)
    addNotes(on: line, shown: shown)
    if isTimed { stamp(number, LogTime.of(line.text[...])) }
    end(number, judge.judge(line.text), text: line.text)
  }

  /// Says that a stream that gave lines to `add` ends here.
  mutating func finish(_ stream: inout TerminalStream) {
    stream.finish { add($0) }
    tellEmpty()
    sheet.counts.controls += stream.controlCount
    sheet.exit = LogState(style: stream.style, judge: judge)
  }

  /// Prints line by line; false if lines cannot be told one by one.
  private mutating func printLines(_ text: Span<UInt8>) -> Bool {
    var printer = TerminalPrinter(style: sheet.exit.style, keeping: LogPages.lineLimit)
    var start = 0
    var number = section.firstLine
    while start < text.count {
      let feed = LineFeeds.next(in: text, from: start)
      let line = text.extracting(start..<feed)
      let isEmpty = line.isEmpty || line.count == 1 && line[0] == 0x0D
      if foldsEmpty(isEmpty, number) {
        start = feed + 1
        number += 1
        continue
      }
      begin(number)
      switch printer.print(line, to: &sheet.markup) {
      case .entangled: return false
      case .whole:
        if isTimed { stamp(number, LogTime.ofRaw(line)) }
        let wantsTime = number < timeWantedBefore || LogSheetWriter.isJSON(line)
        if wantsTime || judge.isFollowing || SeverityHint.isIn(line) {
          let text = TerminalPrinter.text(of: line)
          end(number, judge.judge(text), text: text)
        } else {
          end(number, .nothing, text: [])
        }
      case .resolved:
        addNotes(on: printer.resolved, shown: printer.shownCount)
        if isTimed { stamp(number, LogTime.of(printer.resolved.text[...])) }
        end(number, judge.judge(printer.resolved.text), text: printer.resolved.text)
      }
      start = feed + 1
      number += 1
    }
    tellEmpty()
    sheet.counts.controls += printer.controlCount
    sheet.exit = LogState(style: printer.style, judge: judge)
    return true
  }

  // MARK: Empty lines

  /// Takes note of a line; true if it is one of so many empty ones that it is only counted.
  private mutating func foldsEmpty(_ isEmpty: Bool, _ number: Int) -> Bool {
    guard isEmpty else {
      tellEmpty()
      return false
    }
    emptyCount += 1
    guard emptyCount > LogSheetWriter.emptyLimit else { return false }
    if judge.isFollowing { _ = judge.judge([]) }
    sheet.pages[sheet.pages.count - 1].lastLine = number
    return true
  }

  /// Says behind the last empty line how many more there were.
  private mutating func tellEmpty() {
    let folded = emptyCount - LogSheetWriter.emptyLimit
    emptyCount = 0
    guard folded > 0 else { return }
    sheet.markup.bytes.removeLast()
    sheet.markup.raw("<small>")
    sheet.markup.count(folded, "more empty line", "more empty lines")
    sheet.markup.raw("</small>\n")
  }

  // MARK: One line

  private mutating func begin(_ number: Int) {
    lineStart = sheet.markup.bytes.count
    markPlace = lineStart + sheet.markup.beginLine(number)
  }

  private mutating func addNotes(on line: TerminalLine, shown: Int) {
    sheet.counts.updates += line.updates
    if line.length > shown {
      sheet.markup.raw("<small>first ")
      sheet.markup.safe("\(NumberText.bytes(Int64(shown))) of \(NumberText.bytes(Int64(line.length))) shown")
      sheet.markup.raw(", all of it in the <a href=#raw>raw file</a></small>")
    }
    if line.updates > 0 {
      sheet.markup.raw("<small>↻ ")
      sheet.markup.count(line.updates, "update", "updates")
      sheet.markup.raw(" folded</small>")
    }
  }

  private mutating func end(_ number: Int, _ verdict: LogJudge.Verdict, text: [UInt8]) {
    sheet.markup.bytes.append(0x0A)
    if let mark = verdict.mark {
      sheet.markup.bytes.insert(contentsOf: (mark == .error ? " class=e" : " class=w").utf8, at: markPlace)
    }
    place(number)
    let page = sheet.pages.count - 1
    let isWanted = number < timeWantedBefore
    if isWanted || LogSheetWriter.isJSON(text.span) {
      let time = LogTime.of(text[...])
      if isWanted, time != nil {
        sheet.pages[page].time = time
        timeWantedBefore = 0
      }
      if let title = time?.title { sheet.markup.bytes.insert(contentsOf: " title=\"\(title)\"".utf8, at: markPlace) }
    }
    guard verdict != .nothing else { return }
    if verdict.mark == .error {
      sheet.pages[page].errorCount += 1
      if sheet.pages[page].firstError == nil { sheet.pages[page].firstError = number }
    } else {
      sheet.pages[page].warningCount += 1
    }
    guard verdict != .tracebackPart else { return }
    let start = sheet.remarkText.count
    sheet.remarkText += LogFindings.excerpt(text)
    sheet.remarks.append(LogSheet.Remark(line: number, verdict: verdict, text: start..<sheet.remarkText.count))
  }

  private mutating func stamp(_ number: Int, _ time: LogTime?) {
    guard let time else { return }
    if let last = sheet.stamps.last, last.time == time {
      sheet.stamps[sheet.stamps.count - 1].line = number
    } else {
      sheet.stamps.append(LogSheet.Stamp(line: number, time: time))
    }
  }

  private static func isJSON(_ line: Span<UInt8>) -> Bool {
    line.count > 1 && line[0] == UInt8(ascii: "{") && line[1] == UInt8(ascii: "\"")
  }

  /// Puts the line that was written on the page that is open, or on a new one.
  private mutating func place(_ number: Int) {
    let isFirst = section.firstLine == 1 && sheet.pages.count == 1
    if let page = sheet.pages.last, number - page.firstLine < LogPages.linesPerPage,
      sheet.markup.bytes.count - page.start <= (isFirst ? room.first : room.other)
    {
      sheet.pages[sheet.pages.count - 1].lastLine = number
      blockCount += 1
      guard blockCount == LineBox.listLimit else { return }
      let border = "</ol><ol>".utf8
      sheet.markup.bytes.insert(contentsOf: border, at: lineStart)
      markPlace += border.count
      blockCount = 0
    } else {
      blockCount = 0
      sheet.pages.append(LogSheet.Page(start: lineStart, firstLine: number, lastLine: number))
      timeWantedBefore = number + 50
    }
  }
}

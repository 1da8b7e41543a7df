import Markup

/// A section of a log as lines of pages.
struct LogSheet: Sendable {
  /// The lines of one page.
  struct Page: Sendable {
    /// Where they begin in the markup.
    var start: Int
    var firstLine: Int
    var lastLine: Int
    var errorCount = 0
    var warningCount = 0
    var firstError: Int?
    /// A time that one of its first lines begins with.
    var time: LogTime?
    /// The moment that is, in milliseconds since 1970, once the lines before are known.
    var moment: Int64?
    /// From when to when its lines were written, in milliseconds since 1970, in a log whose lines are known by time.
    var span: ClosedRange<Int64>?
  }

  /// A line, or the last of some after one another, that begins with a time.
  struct Stamp: Sendable {
    var line: Int
    var time: LogTime
  }

  /// A line that tells something of how the run went.
  struct Remark: Sendable {
    var line: Int
    var verdict: LogJudge.Verdict
    /// Where in `remarkText` the beginning of its text is.
    var text: Range<Int>
  }

  var markup = MarkupWriter()
  var pages: [Page] = []
  var remarks: [Remark] = []
  var remarkText: [UInt8] = []
  /// Empty unless asked for.
  var stamps: [Stamp] = []
  var counts = LogCounts()
  /// What follows from its lines for the next section.
  var exit = LogState()

  /// The markup of a page's lines.
  func lines(ofPage index: Int) -> ArraySlice<UInt8> {
    markup.bytes[pages[index].start..<(index + 1 < pages.count ? pages[index + 1].start : markup.bytes.count)]
  }
}

/// What was done to show the lines of a log.
struct LogCounts: Sendable, Hashable {
  /// How many updates of progress bars and the like are folded.
  var updates = 0
  /// Control characters that were left out.
  var controls = 0
  /// Sequences of bytes that stand for no character.
  var invalid = 0

  static func += (counts: inout LogCounts, others: LogCounts) {
    counts.updates += others.updates
    counts.controls += others.controls
    counts.invalid += others.invalid
  }
}

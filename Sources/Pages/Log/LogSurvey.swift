import Markup
import RunModel

/// What a first look at a whole file tells, before any line of it is rendered.
struct LogSurvey: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case text
    case binary
    /// Nothing can be seen in it.
    case empty
    case unreadable
  }

  var kind: Kind
  var encoding = TextEncoding.utf8
  /// How much was read; a file that grows is shown up to here.
  var byteCount: Int64 = 0
  /// How many lines `sed` would count.
  var lineCount = 0
  /// Sequences of bytes that stand for no character.
  var invalidCount = 0
  /// Where the parts that are rendered by themselves begin, in order.
  var sections: [LogSection] = []

  static func of(_ file: RunFile, in output: any SiteJob.Output, shownAs shown: String) throws -> LogSurvey {
    var scan = LogScan()
    let isWhole = try output.read(file, 0..<Int64.max, shownAs: shown) { scan.take($0) }
    var survey = scan.result
    if !isWhole { survey.kind = .unreadable }
    return survey
  }

  /// The bytes of a section.
  func bytes(ofSection index: Int) -> Range<Int64> {
    sections[index].offset..<(index + 1 < sections.count ? sections[index + 1].offset : byteCount)
  }
}

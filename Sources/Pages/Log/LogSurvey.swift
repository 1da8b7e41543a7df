import Markup
import RunModel
import Synchronization

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

  /// A file of so many bytes is counted while it is looked through for secrets.
  private static let sharedSize: Int64 = 4 << 20

  static func of(_ file: RunFile, in output: any SiteJob.Output, shownAs shown: String) throws -> LogSurvey {
    if file.size >= sharedSize, let survey = try ofClean(file, in: output) { return survey }
    var scan = LogScan()
    let isWhole = try output.read(file, 0..<Int64.max, shownAs: shown) { scan.take($0) }
    var survey = scan.result
    if !isWhole { survey.kind = .unreadable }
    return survey
  }

  /// Counts the lines of a file as it is while another thread looks for secrets in it; nil if it has any.
  private static func ofClean(_ file: RunFile, in output: any SiteJob.Output) throws -> LogSurvey? {
    let found = Mutex<(survey: LogSurvey?, size: Int64?)>((nil, nil))
    try output.share(2) { place in
      if place == 0 {
        let size = output.cleanSize(of: file)
        found.withLock { $0.size = size }
      } else {
        var scan = LogScan()
        guard output.readAsItIs(file, { scan.take($0) }) else { return }
        found.withLock { [survey = scan.result] in $0.survey = survey }
      }
    }
    return found.withLock { found in
      // What the file grew by in between was not looked at.
      guard let survey = found.survey, survey.kind == .text, survey.byteCount == found.size else { return nil }
      return survey
    }
  }

  /// The bytes of a section.
  func bytes(ofSection index: Int) -> Range<Int64> {
    sections[index].offset..<(index + 1 < sections.count ? sections[index + 1].offset : byteCount)
  }
}

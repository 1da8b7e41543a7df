import Markup
import RunModel

/// What a first look at a whole file tells, before any page of it is written.
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
  var lineCount = 0
  /// The length of the longest line in bytes.
  var longestLine = 0
  /// How many updates of progress bars and the like are folded.
  var updateCount = 0
  /// See `TerminalStream`.
  var controlCount = 0
  var invalidCount = 0
  var findings = LogFindings()

  /// Reads a file through once; twice if it turns out late that it is not UTF-8.
  static func of(_ file: RunFile, in output: any SiteJob.Output, shownAs shown: String) throws -> LogSurvey {
    let (survey, isMistaken) = try read(file, as: nil, in: output, shownAs: shown)
    guard survey.kind == .text, isMistaken else { return survey }
    return try read(file, as: .latin1, in: output, shownAs: shown).0
  }

  private static func read(
    _ file: RunFile, as known: TextEncoding?, in output: any SiteJob.Output, shownAs shown: String
  ) throws -> (LogSurvey, isMistaken: Bool) {
    var survey = LogSurvey(kind: .empty)
    var stream: TerminalStream?
    var judge = LogJudge()
    let isWhole = try output.read(file, shownAs: shown) { piece in
      if stream == nil {
        let sample = TextSample(piece)
        survey.kind = sample.looksBinary && known == nil ? .binary : .text
        survey.encoding = known ?? sample.encoding
        stream = TerminalStream(survey.encoding, keeping: LogPages.lineLimit)
      }
      survey.byteCount += Int64(piece.count)
      guard survey.kind == .text else { return false }
      stream?.read(piece) { survey.take($0, judge: &judge) }
      return true
    }
    stream?.finish { survey.take($0, judge: &judge) }
    survey.findings.finish()
    if !isWhole {
      survey.kind = .unreadable
    } else if survey.kind == .text, survey.lineCount == 0 {
      survey.kind = .empty
    }
    survey.controlCount = stream?.controlCount ?? 0
    survey.invalidCount = stream?.invalidCount ?? 0
    return (survey, stream?.isClearlyMistaken ?? false)
  }

  private mutating func take(_ line: TerminalLine, judge: inout LogJudge) {
    lineCount += 1
    longestLine = max(longestLine, line.length)
    updateCount += line.updates
    findings.add(judge.judge(line.text), line: lineCount, text: line.text)
  }

  /// How many pages the lines take.
  var pageCount: Int { max(1, (lineCount + LogPages.linesPerPage - 1) / LogPages.linesPerPage) }

  /// The lines of page `number`, from 0.
  func lines(onPage number: Int) -> Range<Int> {
    let start = min((number - 1) * LogPages.linesPerPage, lineCount)
    return start..<min(start + LogPages.linesPerPage, lineCount)
  }
}

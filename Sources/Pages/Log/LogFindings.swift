/// The errors and warnings of a log: how many, and the first ones of each kind.
struct LogFindings: Sendable, Hashable {
  struct Finding: Sendable, Hashable {
    var line: Int
    var severity: LogSeverity
    /// The line's text, cut; valid UTF-8.
    var text: [UInt8]
    /// How many findings read the same, digits aside.
    var count = 1
    fileprivate var hash: UInt64
  }

  /// How many findings a page lists.
  static let listLimit = 12

  private(set) var errorCount = 0
  private(set) var warningCount = 0
  private var errors: [Finding] = []
  private var warnings: [Finding] = []
  /// The last error that `errors` has no room for: what a run died of stands at the end.
  private var lastError: Finding?
  /// The last traceback: what follows may still say what came of it.
  private var traceback: Finding?

  /// Takes the verdict on a line.
  mutating func add(_ verdict: LogJudge.Verdict, line: Int, text: [UInt8]) {
    switch verdict {
    case .nothing, .tracebackPart: break
    case .warning: enter(Finding(line, .warning, text))
    case .error: enter(Finding(line, .error, text))
    case .tracebackStart:
      finish()
      traceback = Finding(line, .error, text)
    case .tracebackEnd: traceback = Finding(line, .error, text)
    }
  }

  /// Says that the log ends here.
  mutating func finish() {
    if let finding = traceback { enter(finding) }
    traceback = nil
  }

  private mutating func enter(_ finding: Finding) {
    switch finding.severity {
    case .warning:
      warningCount += 1
      LogFindings.insert(finding, into: &warnings)
    case .error:
      errorCount += 1
      guard !LogFindings.insert(finding, into: &errors), finding.line > lastError?.line ?? 0 else { return }
      let repeats = lastError?.hash == finding.hash ? lastError?.count ?? 0 : 0
      lastError = finding
      lastError?.count += repeats
    }
  }

  @discardableResult
  private static func insert(_ finding: Finding, into list: inout [Finding]) -> Bool {
    if let same = list.firstIndex(where: { $0.hash == finding.hash }) {
      list[same].count += 1
      return true
    }
    guard list.count < listLimit else { return false }
    list.append(finding)
    return true
  }

  /// The beginning of a line's text, without what it is indented by.
  static func excerpt(_ text: [UInt8]) -> [UInt8] {
    let start = text.firstIndex { $0 != 0x20 && $0 != 0x09 } ?? text.endIndex
    var end = min(start + 240, text.count)
    guard start > 0 || end < text.count else { return text }
    // Never through the middle of a character.
    while end < text.count, end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
    return Array(text[start..<end]) + (end < text.count ? Array("…".utf8) : [])
  }

  // MARK: What is listed

  var isEmpty: Bool { errorCount + warningCount == 0 }

  /// At most `listLimit` findings: errors, the last one among them, then as many warnings as there is room for.
  var listed: [Finding] {
    var chosen = errors
    if let lastError { chosen = chosen.prefix(LogFindings.listLimit - 1) + [lastError] }
    chosen.sort { $0.line < $1.line }
    return chosen + warnings.prefix(LogFindings.listLimit - chosen.count)
  }
}

extension LogFindings.Finding {
  fileprivate init(_ line: Int, _ severity: LogSeverity, _ text: [UInt8]) {
    self.line = line
    self.severity = severity
    self.text = LogFindings.excerpt(text)
    // FNV-1a of the text without digits: the same message at another time is the same message.
    hash = self.text.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      byte &- UInt8(ascii: "0") < 10 ? hash : (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }
}

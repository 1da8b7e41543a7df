/// Follows a log line by line and tells which lines are warnings, errors and parts of tracebacks.
///
/// A Python traceback is one error however many lines it has, and so is a chain of them ("During handling of
/// the above exception …"); the line that names the exception is the one that stands for it.
struct LogJudge: Sendable, Hashable {
  enum Verdict: Sendable, Hashable {
    case nothing, warning, error
    /// The first line of a traceback: an error, but better told by its last line.
    case tracebackStart
    case tracebackPart
    /// The line that names the exception.
    case tracebackEnd

    /// What the line is marked as on its page.
    var mark: LogSeverity? {
      switch self {
      case .nothing: nil
      case .warning: .warning
      case .error, .tracebackStart, .tracebackPart, .tracebackEnd: .error
      }
    }
  }

  private enum Chain: Sendable {
    case none
    /// A traceback has just ended.
    case possible
    /// And the line said that another one follows from it.
    case announced
  }

  /// What stands before each line of the traceback that is open: `[rank0]: `, a time, mostly nothing.
  private var prefix: [UInt8]?
  private var partCount = 0
  private var chain = Chain.none

  /// A traceback with more lines than this is text that only looks like one.
  private static let partLimit = 2000

  /// Whether lines are parts of something that lines before have begun, whatever they say themselves.
  var isFollowing: Bool { prefix != nil || chain != .none }

  mutating func judge(_ line: [UInt8]) -> Verdict {
    if let prefix, let verdict = part(line, after: prefix) { return verdict }
    let verdict = SeverityScanner.verdict(line)
    if case .traceback(let start) = verdict {
      prefix = Array(line[..<start])
      partCount = 0
      defer { chain = .none }
      return chain == .announced ? .tracebackPart : .tracebackStart
    }
    if chain != .none {
      if line.isEmpty || line.allSatisfy({ $0 == 0x20 }) { return .nothing }
      if LogJudge.announcesAnother(line) {
        chain = .announced
        return .tracebackPart
      }
      chain = .none
    }
    switch verdict {
    case .warning: return .warning
    case .error: return .error
    case .nothing, .traceback: return .nothing
    }
  }

  /// What a line is to the open traceback; nil for a line of something else in between.
  private mutating func part(_ line: [UInt8], after prefix: [UInt8]) -> Verdict? {
    guard line.starts(with: prefix) else { return nil }
    partCount += 1
    guard partCount < LogJudge.partLimit else {
      self.prefix = nil
      return nil
    }
    let rest = line[prefix.count...]
    guard let first = rest.first else { return .tracebackPart }
    if [0x20, 0x09, UInt8(ascii: "|"), UInt8(ascii: "+")].contains(first) { return .tracebackPart }
    guard LogJudge.namesException(rest) else { return nil }
    self.prefix = nil
    chain = .possible
    return .tracebackEnd
  }

  /// `package.SomeError: message` or `KeyboardInterrupt`: a dotted name, alone or before a colon.
  private static func namesException(_ line: ArraySlice<UInt8>) -> Bool {
    guard let first = line.first, (first | 0x20) &- UInt8(ascii: "a") < 26 else { return false }
    let name = line.prefix { LogWord.isPart($0) || $0 == UInt8(ascii: ".") }
    let rest = line[name.endIndex...]
    guard let next = rest.first else { return true }
    return next == UInt8(ascii: ":") && (rest.count == 1 || rest[rest.startIndex + 1] == 0x20)
  }

  private static func announcesAnother(_ line: [UInt8]) -> Bool {
    let text = String(decoding: line.suffix(90), as: UTF8.self)
    return text.contains("During handling of the above exception")
      || text.contains("The above exception was the direct cause")
  }
}

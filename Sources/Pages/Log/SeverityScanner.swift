/// Reads from one line whether it tells of an error or a warning.
///
/// The first word that decides is the last that is looked at: a line of level INFO is none, whatever it quotes.
/// Levels are words in capitals, in brackets, behind `level=`, or a letter as glog and TensorFlow write it. Other
/// signs are `error:` with a message behind it, `SomethingError:`, and what the system says when it kills.
/// Numbers make no message: `val error: 0.31`, `errors: 0` and `error_rate=0.1` are measurements.
enum SeverityScanner {
  enum Verdict: Sendable, Hashable {
    case nothing, warning, error
    /// `Traceback (most recent call last):`, with the index at which it begins.
    case traceback(Int)
  }

  static func verdict(_ line: [UInt8]) -> Verdict {
    if let level = letterLevel(line) { return level }
    var index = 0
    while index < line.count {
      guard LogWord.isPart(line[index]) else {
        index &+= 1
        continue
      }
      let start = index
      repeat { index &+= 1 } while index < line.count && LogWord.isPart(line[index])
      guard index &- start >= 3, mayDecide(line[index &- 1] | 0x20) || line[start] == 0x45 else {
        if index &- start == 1, let level = tensorFlowLevel(line, start) { return level }
        continue
      }
      if let verdict = judge(LogWord(line: line, start: start, end: index)) { return verdict }
    }
    return .nothing
  }

  /// The letters that the words looked for end with.
  @inline(__always)
  private static func mayDecide(_ last: UInt8) -> Bool {
    switch last {
    case UInt8(ascii: "r"), UInt8(ascii: "n"), UInt8(ascii: "g"), UInt8(ascii: "o"), UInt8(ascii: "l"),
      UInt8(ascii: "e"), UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "y"), UInt8(ascii: "t"),
      UInt8(ascii: "f"), UInt8(ascii: "k"):
      true
    default: false
    }
  }

  /// Nil for a word that decides nothing.
  private static func judge(_ word: LogWord) -> Verdict? {
    if let level = LevelWord.verdict(word) { return level }
    if let sign = phrase(word) { return sign }
    // A colon within a word, as in Azure's `TrackUserError:context_managers.TrackUserError`, is not one.
    let isTold = word.after == UInt8(ascii: ":") && (word.end + 1 == word.line.count || word.line[word.end + 1] <= 0x20)
    guard isTold, isBorder(word.before) || word.before == UInt8(ascii: ".") else { return nil }
    if word.ends(with: "Error") || word.ends(with: "Exception") {
      let isCode = word.previous?.isOne(of: "except", "catch", "class") ?? false
      // `KeyError: 3` says which key.
      return !isCode && hasMessage(word, takesWholeNumbers: word.count > 5) ? .error : nil
    }
    if word.ends(with: "Warning") { return hasMessage(word) ? .warning : nil }
    guard word.before != UInt8(ascii: ".") else { return nil }
    if word.isOne(of: "error", "fatal", "panic") { return hasMessage(word) ? .error : nil }
    return word.isOne(of: "warning") && hasMessage(word) ? .warning : nil
  }

  /// Words that decide only in company.
  private static func phrase(_ word: LogWord) -> Verdict? {
    switch word.count {
    case 5 where word.isOne(of: "fault"): return word.previous?.isOne(of: "segmentation") ?? false ? .error : nil
    case 6 where word.isOne(of: "memory"):
      let isOut = word.previous?.isOne(of: "of") ?? false && word.previous?.previous?.isOne(of: "out") ?? false
      return isOut ? .error : nil
    case 6 where word.isOne(of: "dumped"): return word.previous?.isOne(of: "core") ?? false ? .error : nil
    case 6 where word.isOne(of: "failed"): return word.previous?.isOne(of: "experiment", "job") ?? false ? .error : nil
    case 6 where word.isOne(of: "killed"):
      // A shell says it alone on its line, or behind the number of the process; Go behind "signal:".
      let isAlone = word.start == 0 && word.line[word.end...].allSatisfy { $0 == 0x20 }
      let isJob = word.previous.map { previous in previous.line[previous.start] &- UInt8(ascii: "0") < 10 } ?? false
      let isSignal = LogWord.matches(word.line, at: word.start - 8, "signal: ")
      return isAlone || isJob || isSignal ? .error : nil
    case 8 where word.isOne(of: "panicked"): return LogWord.matches(word.line, at: word.end, " at ") ? .error : nil
    case 9 where word.isOne(of: "traceback"):
      return LogWord.matches(word.line, at: word.end, " (most recent call last)") ? .traceback(word.start) : nil
    case 9 where word.isOne(of: "exception"):
      let isUnhandled = word.previous?.isOne(of: "unhandled", "uncaught") ?? false
      return isUnhandled || LogWord.matches(word.line, at: word.end, " in thread") ? .error : nil
    default: return nil
    }
  }

  /// Whether a word may begin after this byte: not within a path, a name with hyphens or an address.
  static func isBorder(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x09, 0x20, UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"),
      UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: ":"), UInt8(ascii: "{"), UInt8(ascii: "*"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "!"), 0x80...:
      true
    default: false
    }
  }

  /// Whether words follow the colon behind a word, rather than a number, `None` or nothing.
  static func hasMessage(_ word: LogWord, takesWholeNumbers: Bool = false) -> Bool {
    let rest = word.line[min(word.end + 1, word.line.count)...].drop { " \t\"'".utf8.contains($0) }
    guard let first = rest.first else { return word.start == 0 && !word.isOne(of: "warning") }
    let value = rest.prefix { LogWord.isPart($0) || "+-.%".utf8.contains($0) }
    if first == UInt8(ascii: "0"), value.count == 1 { return takesWholeNumbers }
    if value.count < 7 {
      let text = String(decoding: value, as: UTF8.self).lowercased()
      if ["none", "null", "nil", "false"].contains(text) { return false }
    }
    let number = value.last == UInt8(ascii: "%") ? value.dropLast() : value
    guard value.count < 40, Double(String(decoding: number, as: UTF8.self)) != nil else { return true }
    guard value.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return false }
    if takesWholeNumbers { return true }
    // `Error: 404 Not Found` is a message, `error: 3, loss: 2` is a measurement.
    let after = rest[value.endIndex...].prefix(2)
    return after.first == 0x20 && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(after.last ?? 0)
  }

  /// The level in the first letter of a line.
  ///
  /// `E1123 04:12:33.5 17 file.cc:12]` of glog, `[W socket.cpp:601]` of PyTorch, `[I 2026-11-23 …]` of Optuna.
  private static func letterLevel(_ line: [UInt8]) -> Verdict? {
    guard line.count > 6 else { return nil }
    let isBracketed = line[0] == UInt8(ascii: "[")
    let place = isBracketed ? 1 : 0
    guard let level = verdict(ofLetter: line[place]) else { return nil }
    func isDigit(_ index: Int) -> Bool { line[index] &- UInt8(ascii: "0") < 10 }
    if (1...4).allSatisfy({ isDigit(place + $0) }) && (line[place + 5] == 0x20) { return level }
    return isBracketed && line[2] == 0x20 && LogWord.isPart(line[3]) ? level : nil
  }

  /// The level of TensorFlow: `2026-11-23 12:31:26.5: E tensorflow/stream_executor/cuda.cc:271] …`.
  private static func tensorFlowLevel(_ line: [UInt8], _ start: Int) -> Verdict? {
    guard start >= 2, line[start - 1] == 0x20, line[start - 2] == UInt8(ascii: ":"), start + 2 < line.count,
      line[start + 1] == 0x20, let level = verdict(ofLetter: line[start])
    else { return nil }
    let name = line[(start + 2)...].prefix { $0 != 0x20 }
    return name.contains(UInt8(ascii: "/")) ? level : nil
  }

  private static func verdict(ofLetter letter: UInt8) -> Verdict? {
    switch letter {
    case UInt8(ascii: "I"), UInt8(ascii: "D"): .nothing
    case UInt8(ascii: "W"): .warning
    case UInt8(ascii: "E"), UInt8(ascii: "F"): .error
    default: nil
    }
  }
}

/// The levels of logging libraries: `ERROR`, `[warn]`, `level=info`.
enum LevelWord {
  /// What a word says as a level; nil if it is none, or stands where a level does not.
  static func verdict(_ word: LogWord) -> SeverityScanner.Verdict? {
    guard let level = level(word) else { return nil }
    if let key = word.key { return key.isOne(of: "level", "lvl", "levelname", "severity") ? level : nil }
    guard SeverityScanner.isBorder(word.before) else { return nil }
    let isBracketed =
      word.before == UInt8(ascii: "[") && word.after == UInt8(ascii: "]")
      || word.before == UInt8(ascii: "<") && word.after == UInt8(ascii: ">")
    if isBracketed { return level }
    guard word.isCapital else { return nil }
    switch word.after {
    case UInt8(ascii: ":"):
      return level == .nothing || SeverityScanner.hasMessage(word) || word.start == 0 ? level : nil
    case 0x09, 0x20, UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "!"),
      UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: ","):
      // `NO ERROR`, `0 ERROR`.
      return word.previous?.isOne(of: "no", "0", "without", "non") ?? false ? nil : level
    default: return nil
    }
  }

  private static func level(_ word: LogWord) -> SeverityScanner.Verdict? {
    switch word.count {
    case 3 where word.isOne(of: "err"): .error
    case 3 where word.isOne(of: "wrn"): .warning
    case 3 where word.isOne(of: "inf", "dbg"): word.isCapital ? .nothing : nil
    case 4 where word.isOne(of: "warn"): .warning
    case 4 where word.isOne(of: "info"): .nothing
    case 5 where word.isOne(of: "error", "fatal"): .error
    case 5 where word.isOne(of: "debug", "trace"): .nothing
    case 6 where word.isOne(of: "severe"): .error
    case 6 where word.isOne(of: "notice"): .nothing
    case 7 where word.isOne(of: "warning"): .warning
    case 8 where word.isOne(of: "critical"): .error
    default: nil
    }
  }
}

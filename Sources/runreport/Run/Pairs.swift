import ArgumentParser
import RunLog

/// Words like `name=value` from the command line.
enum Pairs {
  /// What stands in front of the first sign of equality, and behind it.
  static func parse(_ words: [String], of option: String) throws -> [(name: String, value: String)] {
    try words.map { word in
      guard let sign = word.firstIndex(of: "="), sign != word.startIndex else {
        throw ValidationError("\(option) takes name=value, not \(word)")
      }
      return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }
  }

  /// A text as what it looks like: a number, true, false or null as JSON has them, else a string.
  static func value(_ text: String) -> LogValue {
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: break
    }
    if looksLikeNumber(text) {
      if let whole = Int64(text) { return .integer(whole) }
      if let number = Double(text), number.isFinite { return .number(number) }
    }
    return .string(text)
  }

  /// A metric's value: a number, NaN and infinities among them.
  static func number(_ text: String) -> Double? {
    switch text.lowercased() {
    case "nan": return .nan
    case "inf", "+inf", "infinity", "+infinity": return .infinity
    case "-inf", "-infinity": return -.infinity
    default: return text.allSatisfy({ "0123456789+-.eE".contains($0) }) ? Double(text) : nil
    }
  }

  /// As JSON writes them: `007`, `+1`, `.5` and `1.` are names of something.
  private static func looksLikeNumber(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let whole = digits.prefix { $0.isASCII && $0.isNumber }
    guard !whole.isEmpty, whole == "0" || !whole.hasPrefix("0") else { return false }
    let rest = digits.dropFirst(whole.count)
    return rest.isEmpty || rest.allSatisfy { "0123456789+-.eE".contains($0) } && !rest.hasSuffix(".")
  }
}

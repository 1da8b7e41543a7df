/// Numbers and times as people write them into filters and parameters.
public enum NumberWord {
  /// `-0.1`, `.5`, `1e-3`, `inf`; nil for anything else, `NaN` and `0x10` included.
  public static func number(_ text: String) -> Double? {
    // What is longer is no number anybody wrote.
    guard text.utf8.count <= 400 else { return nil }
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    if rest.count == 3 || rest.count == 8, ["inf", "infinity"].contains(String(Substring(rest)).lowercased()) {
      return isNegative ? -.infinity : .infinity
    }
    var digits = takeDigits(&rest)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      digits += takeDigits(&rest)
    }
    guard digits > 0 else { return nil }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard takeDigits(&rest) > 0 else { return nil }
    }
    return rest.isEmpty ? Double(text) : nil
  }

  /// Seconds: a number, with `s`, `m`, `h` or `d` after it or alone.
  static func seconds(_ text: String) -> Double? {
    let units: [UInt8: Double] = [
      UInt8(ascii: "s"): 1, UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600, UInt8(ascii: "d"): 86_400,
    ]
    guard let last = text.utf8.last, let unit = units[last] else { return number(text) }
    return number(String(text.dropLast())).map { $0 * unit }
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> Int {
    let digits = rest.prefix { $0 &- UInt8(ascii: "0") < 10 }
    rest = rest.dropFirst(digits.count)
    return digits.count
  }
}

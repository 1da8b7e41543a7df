/// Numbers as text for reading; the exact value is kept one hover away by the pages.
///
/// A page has thousands of these: digits are made from integers, not with strings.
public enum NumberText {
  /// The shortest text that reads back as the same number, NaN and infinities spelled out.
  public static func exact(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int64(value)) }
    return "\(value)"
  }

  /// Four significant digits: `0.9578`, `12.35`, `1,234`, `3.2e−05`; NaN and infinities as `NaN`, `∞`, `−∞`.
  public static func rounded(_ value: Double) -> String {
    if let special = special(value) { return special }
    guard let (digits, decimals) = plain(value) else { return scientific(value) }
    return DecimalText.make(digits, decimals: decimals, isNegative: value < 0, trimsZeros: true)
  }

  /// The same, to where there is room for `DecimalText.limit` bytes.
  ///
  /// - Returns: how many bytes were written; nil, and nothing is written, for a number that is no plain decimal.
  static func writeRounded(_ value: Double, to start: UnsafeMutablePointer<UInt8>) -> Int? {
    guard let (digits, decimals) = plain(value) else { return nil }
    return DecimalText.write(digits, decimals: decimals, isNegative: value < 0, trimsZeros: true, to: start)
  }

  /// A number rounded to four digits, or whole, as a decimal; nil if it needs a power of ten.
  private static func plain(_ value: Double) -> (digits: UInt64, decimals: Int)? {
    let size = value.magnitude
    guard size < 1e7 else { return nil }
    if value == value.rounded() { return (UInt64(size), 0) }
    guard size >= 1e-4 else { return nil }
    let decimals = max(0, 3 - exponent(of: size))
    return (UInt64((size * powersOfTen[decimals]).rounded()), decimals)
  }

  /// A fixed number of decimals, thousands grouped, with a true minus sign.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    if let special = special(value) { return special }
    let places = min(max(decimals, 0), 17)
    guard value.magnitude < 1e15 else { return scientific(value) }
    let scaled = (value.magnitude * powersOfTen[places]).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    return DecimalText.make(UInt64(scaled), decimals: places, isNegative: value < 0)
  }

  /// The same, to where there is room for `DecimalText.limit` bytes.
  ///
  /// - Returns: how many bytes were written; nil, and nothing is written, for a number that is no plain decimal.
  static func writeFixed(_ value: Double, decimals: Int, to start: UnsafeMutablePointer<UInt8>) -> Int? {
    let places = min(max(decimals, 0), 17)
    guard value.magnitude < 1e15 else { return nil }
    let scaled = (value.magnitude * powersOfTen[places]).rounded()
    guard scaled < 9e18 else { return nil }
    return DecimalText.write(UInt64(scaled), decimals: places, isNegative: value < 0, to: start)
  }

  /// Four significant digits and a power of ten: `3.2e−05`.
  public static func scientific(_ value: Double) -> String {
    if let special = special(value) { return special }
    guard value != 0 else { return "0" }
    var power = exponent(of: value.magnitude)
    // In two steps: ten to the power of a subnormal number's exponent is no double.
    let half = power / 2
    var mantissa = value.magnitude / pow10(half) / pow10(power - half)
    if mantissa >= 9.9995 {
      power += 1
      mantissa /= 10
    }
    let digits = UInt64((mantissa * 1000).rounded())
    let head = DecimalText.make(digits, decimals: 3, isNegative: value < 0, trimsZeros: true)
    let size = power.magnitude < 10 ? "0\(power.magnitude)" : "\(power.magnitude)"
    return head + "e" + (power < 0 ? "\u{2212}" : "") + size
  }

  /// A whole number with its thousands grouped: `12,345`.
  public static func grouped(_ value: Int64) -> String {
    DecimalText.make(value.magnitude, decimals: 0, isNegative: value < 0)
  }

  public static func grouped(_ value: Int) -> String { grouped(Int64(value)) }

  /// A size in bytes with a decimal unit: `812 B`, `4.1 MB`.
  public static func bytes(_ count: Int64) -> String {
    let units: [(Double, String)] = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "KB")]
    for (scale, unit) in units where Double(count) >= scale {
      let amount = Double(count) / scale
      return fixed(amount, decimals: amount < 10 ? 1 : 0) + " " + unit
    }
    return "\(count) B"
  }

  /// The same of a number that need not be whole: `0.5 B`, `−4.1 MB`.
  public static func bytes(_ count: Double) -> String {
    if count.magnitude < 1000 || count.magnitude >= 1e18 { return rounded(count) + " B" }
    return (count < 0 ? "\u{2212}" : "") + bytes(Int64(count.magnitude.rounded()))
  }

  private static func special(_ value: Double) -> String? {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "\u{2212}∞" : "∞" }
    return nil
  }

  /// The power of ten of the leading digit.
  static func exponent(of size: Double) -> Int {
    guard size > 0, size.isFinite else { return 0 }
    var power = 0
    var rest = size
    // Large steps first: a number of any size is reached in a handful of divisions.
    for (step, scale) in steps {
      if rest >= scale {
        rest /= scale
        power += step
      } else if rest < 1, rest * scale < 10 {
        rest *= scale
        power -= step
      }
    }
    return rest < 1 ? power - 1 : power
  }

  private static let steps: [(Int, Double)] = [
    (256, 1e256), (128, 1e128), (64, 1e64), (32, 1e32), (16, 1e16), (8, 1e8), (4, 1e4), (2, 1e2), (1, 1e1),
  ]

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  ]

  private static func pow10(_ power: Int) -> Double {
    let size = steps.reduce((value: 1.0, rest: Int(power.magnitude))) { sum, step in
      sum.rest >= step.0 ? (sum.value * step.1, sum.rest - step.0) : sum
    }
    return power < 0 ? 1 / size.value : size.value
  }
}

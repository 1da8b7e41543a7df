/// The double nearest to a decimal number of at most 19 digits.
///
/// Python writes 16 or 17 digits for most values, too many for two exact operations on doubles and common
/// enough that `strtod` would be most of the time spent reading metrics. With 5^27 < 2^63 the other cases fit
/// one 128-bit step: the quotient or product keeps at least 63 bits, and what is lost of it is folded into
/// the lowest bit, so that the one rounding to 53 bits is the right one.
enum ExactDecimal {
  /// `digits` × 10^`power`, correctly rounded; nil if `power` is beyond ±27.
  static func value(_ digits: UInt64, power: Int) -> Double? {
    // Both numbers are exact, so there is one rounding (W. D. Clinger, "How to read floating point numbers
    // accurately", 1990).
    if digits <= 1 << 53, power.magnitude < powersOfTen.count {
      let scale = powersOfTen[Int(power.magnitude)]
      return power < 0 ? Double(digits) / scale : Double(digits) * scale
    }
    if digits == 0 { return 0 }
    if power == 0 { return Double(digits) }
    guard power.magnitude <= 27 else { return nil }
    return power < 0 ? quotient(digits, power) : product(digits, by: powersOfFive[power], power)
  }

  /// - Parameter power: from -27 to -1.
  private static func quotient(_ digits: UInt64, _ power: Int) -> Double {
    let dividendShift = digits.leadingZeroBitCount
    let dividend = digits << dividendShift
    let factor = reciprocals[-power]
    let upper = dividend.multipliedFullWidth(by: factor.high)
    let lower = dividend.multipliedFullWidth(by: factor.low)
    let (rest, carries) = upper.low.addingReportingOverflow(lower.high)
    var whole = upper.high + (carries ? 1 : 0)
    if rest != 0, rest != .max {
      whole |= 1
    } else {
      // Too near to a whole number to tell whether it is one, or the next.
      let divisor = powersOfFive[-power] << factor.shift
      let (quotient, remainder) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
      whole = quotient | (remainder == 0 ? 0 : 1)
    }
    return Double(whole) * powerOfTwo(factor.shift - dividendShift - 63 + power)
  }

  private static func product(_ digits: UInt64, by scale: UInt64, _ power: Int) -> Double {
    let (high, low) = digits.multipliedFullWidth(by: scale)
    guard high != 0 else { return Double(low) * powerOfTwo(power) }
    let shift = high.leadingZeroBitCount
    // Swift's shifts give zero for a shift of 64.
    let top = high << shift | low >> (64 - shift)
    let sticky: UInt64 = low << shift == 0 ? 0 : 1
    return Double(top | sticky) * powerOfTwo(64 - shift + power)
  }

  /// 2^`exponent`, which is always a normal number here.
  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(1023 + exponent) << 52)
  }

  /// Those that are doubles.
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  /// 2^191 / n, rounded down, for each power of five n but the first, shifted to have its highest bit set, and the shift.
  ///
  /// A product with it is at most one in 2^64 below the quotient: two multiplications instead of a division of 128 bits,
  /// which is a function of some hundred instructions.
  private static let reciprocals: [(high: UInt64, low: UInt64, shift: Int)] = powersOfFive.map { power in
    let shift = power.leadingZeroBitCount
    guard power > 1 else { return (.max, .max, shift) }
    let divisor = power << shift
    let (high, rest) = divisor.dividingFullWidth((1 << 63, 0))
    return (high, divisor.dividingFullWidth((rest, 0)).quotient, shift)
  }

  private static let powersOfFive: [UInt64] = (0...27).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { power, _ in power * 5 }
  }
}

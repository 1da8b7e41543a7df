/// The double nearest to a decimal number of at most 19 digits.
///
/// Python writes 16 or 17 digits for most values, too many for two exact operations on doubles and common
/// enough that `strtod` would be most of the time spent reading metrics. With 5^27 < 2^63 both cases fit
/// one 128-bit step: the quotient or product keeps at least 63 bits, and what is lost of it is folded into
/// the lowest bit, so that the one rounding to 53 bits is the right one.
enum ExactDecimal {
  /// `digits` × 10^`power`, correctly rounded; nil if `power` is beyond ±27.
  static func value(_ digits: UInt64, power: Int) -> Double? {
    if digits == 0 { return 0 }
    if power == 0 { return Double(digits) }
    guard power.magnitude <= 27 else { return nil }
    let scale = powersOfFive[Int(power.magnitude)]
    return power < 0 ? quotient(digits, by: scale, power) : product(digits, by: scale, power)
  }

  private static func quotient(_ digits: UInt64, by scale: UInt64, _ power: Int) -> Double {
    let dividendShift = digits.leadingZeroBitCount
    let divisorShift = scale.leadingZeroBitCount
    let dividend = digits << dividendShift
    let (whole, rest) = (scale << divisorShift).dividingFullWidth((dividend >> 1, dividend << 63))
    let sticky: UInt64 = rest == 0 ? 0 : 1
    return Double(whole | sticky) * powerOfTwo(divisorShift - dividendShift - 63 + power)
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

  private static let powersOfFive: [UInt64] = (0...27).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { power, _ in power * 5 }
  }
}

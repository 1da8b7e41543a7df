#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A small whole number times a power of ten, the form every tick has.
///
/// Its value is the double nearest to the decimal number, so that a tick at 0.3 is 0.3 and not
/// 3 × 0.1 = 0.30000000000000004.
struct Decimal: Sendable, Hashable {
  var digits: Int
  var power: Int

  /// The nearest double; infinite above 1.8e308, 0 below 2.5e-324.
  var value: Double {
    // Both are whole doubles, so one operation gives the nearest one (Clinger 1990).
    guard digits.magnitude <= 1 << 53, power.magnitude <= 22 else { return Double("\(digits)e\(power)") ?? 0 }
    let scale = Decimal.powersOfTen[Int(power.magnitude)]
    return power < 0 ? Double(digits) / scale : Double(digits) * scale
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]

  /// The power of ten of the leading digit of a positive number.
  static func exponent(of size: Double) -> Int {
    guard size > 0, size.isFinite else { return 0 }
    // The logarithm may be off by a hair beside a power of ten; the comparison decides.
    var power = Int(log10(size).rounded(.down))
    while Decimal(digits: 1, power: power).value > size { power -= 1 }
    while Decimal(digits: 1, power: power + 1).value <= size { power += 1 }
    return power
  }
}

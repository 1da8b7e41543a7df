/// The shortest decimal number that reads back as a double, and of several the nearest.
///
/// For the sizes that metrics mostly have, in a third of the standard library's instructions. Nothing is rounded before the
/// last step: with `size` = c / 2^s, and n the least number for which 10^-n ≤ 2^-s, the double is 4c · 5^n / 2^(s - n + 2) units
/// of 10^-n, and half way to its neighbours is 2 · 5^n / 2^(s - n + 2); the product has fewer than 128 bits, all else fits
/// 64. Nearer than that lie at most one multiple of ten and at least one whole number (R. Giulietti, "The Schubfach way to
/// render doubles", 2021).
struct ShortestDecimal {
  /// At most 17 digits; the last is 0 in whole numbers only.
  let digits: UInt64
  /// How many of them stand behind the point.
  let decimals: Int
  private let size: Double

  /// - Parameter size: not negative.
  /// - Returns: nil for a number that is very large or small, and for powers of two, whose neighbours are not equally far.
  @inline(__always)
  init?(_ size: Double) {
    let fraction = size.significandBitPattern
    guard size >= 1e-9, size < 0x1p53, fraction != 0 else { return nil }
    let significand = fraction | 1 << 52
    let scale = 1075 - Int(size.exponentBitPattern)
    // The logarithm of 2 is 1233 / 4096, nearly enough for all sizes.
    let places = (scale &* 1233) >> 12 &+ 1
    let power = ShortestDecimal.powersOfFive[places]
    let product = (significand << 2).multipliedFullWidth(by: power)
    let shift = UInt64(truncatingIfNeeded: scale &- places &+ 2)
    let unit: UInt64 = 1 &<< shift
    let whole = product.high &<< (64 &- shift) | product.low &>> shift
    let rest = product.low & (unit &- 1)
    // What is just half way reads back as the double whose last bit is 0.
    let reach = power &<< 1 &+ (significand & 1 ^ 1)
    self.size = size

    let tens = whole / 10
    let below = (whole &- tens &* 10) &<< shift &+ rest
    let reachesTens = below < reach
    let reachesNextTens = 10 &<< shift &- below < reach
    if reachesTens != reachesNextTens {
      (digits, decimals) = ShortestDecimal.trimmed(tens &+ (reachesNextTens ? 1 : 0), decimals: places &- 1)
      return
    }
    let reachesWhole = rest < reach
    let reachesNext = unit &- rest < reach
    let isNext = reachesWhole != reachesNext ? reachesNext : rest &+ (whole & 1) > unit &>> 1
    digits = whole &+ (isNext ? 1 : 0)
    decimals = places
  }

  @inline(__always)
  private static func trimmed(_ digits: UInt64, decimals: Int) -> (digits: UInt64, decimals: Int) {
    var (digits, decimals) = (digits, decimals)
    while decimals > 0, case let (tenth, digit) = digits.quotientAndRemainder(dividingBy: 10), digit == 0 {
      digits = tenth
      decimals &-= 1
    }
    return (digits, decimals)
  }

  // MARK: Text

  /// A sign, 17 digits, a point and up to four zeros or an exponent, and some to spare.
  static let limit = 32

  /// Writes it as `description` gives it, to where there is room for `limit` bytes.
  ///
  /// - Returns: how many bytes were written.
  func write(to start: UnsafeMutablePointer<UInt8>) -> Int {
    if size < 1e-4 { return writeScientific(to: start) }
    var length = 1
    var fraction = digits
    if size >= 1 {
      // No whole number lies between a double and its shortest text.
      let whole = UInt64(size)
      length = ShortestDecimal.count(whole)
      ShortestDecimal.write(whole, count: length, to: start)
      fraction &-= whole &* ShortestDecimal.powersOfTen[decimals]
    } else {
      start[0] = UInt8(ascii: "0")
    }
    start[length] = UInt8(ascii: ".")
    let places = max(1, decimals)
    ShortestDecimal.write(fraction, count: places, to: start + length + 1)
    return length + 1 + places
  }

  private func writeScientific(to start: UnsafeMutablePointer<UInt8>) -> Int {
    var length = ShortestDecimal.count(digits)
    let exponent = decimals - length + 1
    ShortestDecimal.write(digits, count: length, to: start + 1)
    start[0] = start[1]
    start[1] = UInt8(ascii: ".")
    length += length > 1 ? 1 : 0
    start[length] = UInt8(ascii: "e")
    start[length + 1] = UInt8(ascii: "-")
    start[length + 2] = UInt8(ascii: "0")
    start[length + 3] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: exponent)
    return length + 4
  }

  private static func count(_ digits: UInt64) -> Int {
    var count = 1
    while count < powersOfTen.count, digits >= powersOfTen[count] { count &+= 1 }
    return count
  }

  /// Writes so many digits, at most 24, with zeros in front, and up to seven bytes after them.
  @inline(__always)
  private static func write(_ digits: UInt64, count: Int, to start: UnsafeMutablePointer<UInt8>) {
    if count <= 8 { return writeLast(count, of: digits, to: start) }
    var (end, rest) = (start + count, digits)
    if count > 16 {
      let (upper, lower) = digits.quotientAndRemainder(dividingBy: 10_000_000_000_000_000)
      writeLast(count &- 16, of: upper, to: start)
      rest = lower
    }
    let (upper, lower) = rest.quotientAndRemainder(dividingBy: 100_000_000)
    end -= 8
    if count >= 16 { writeLast(8, of: upper, to: end - 8) } else { writeLast(count &- 8, of: upper, to: start) }
    writeLast(8, of: lower, to: end)
  }

  /// Writes the last of eight digits, and other bytes after them.
  @inline(__always)
  private static func writeLast(_ count: Int, of digits: UInt64, to start: UnsafeMutablePointer<UInt8>) {
    let word = eightDigits(digits) &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    UnsafeMutableRawPointer(start).storeBytes(of: word.littleEndian, as: UInt64.self)
  }

  /// The eight digits of a number, the first in the lowest byte.
  ///
  /// It is split in two, these in two, and so on, all of a kind at once: a multiplication and a shift divide numbers of four
  /// digits by a hundred, and of two by ten.
  @inline(__always)
  private static func eightDigits(_ number: UInt64) -> UInt64 {
    let upper = number / 10_000
    let fours = upper | (number &- upper &* 10_000) << 32
    let hundreds = (fours &* 10_486) >> 20 & 0x0000_007F_0000_007F
    let twos = hundreds | (fours &- hundreds &* 100) << 16
    let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
    return tens | (twos &- tens &* 10) << 8 | 0x3030_3030_3030_3030
  }

  private static let powersOfTen: [UInt64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
    100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
    10_000_000_000_000_000,
  ]

  private static let powersOfFive: [UInt64] = [
    1, 5, 25, 125, 625, 3125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125, 244_140_625, 1_220_703_125,
    6_103_515_625, 30_517_578_125, 152_587_890_625, 762_939_453_125, 3_814_697_265_625, 19_073_486_328_125,
    95_367_431_640_625, 476_837_158_203_125, 2_384_185_791_015_625, 11_920_928_955_078_125, 59_604_644_775_390_625,
    298_023_223_876_953_125,
  ]
}

internal import Glibc

/// Reads decimal numbers from bytes.
///
/// Up to 19 digits with a power of ten of at most 22 are exact in two operations (Clinger's fast path:
/// both the digits and the power are whole doubles); anything else goes through `strtod`.
enum DecimalScanner {
  struct Scanned {
    var value: Double
    /// The number itself where it was written without point and exponent and fits 64 bits.
    var integer: Int64?
    /// Offset of the first byte after the number.
    var end: Int
  }

  /// The number that starts at `start`: sign, digits, point, exponent; nil if none does.
  static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Scanned? {
    var index = start
    let count = bytes.count
    guard index < count else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }

    var digits: UInt64 = 0
    var digitCount = 0
    var power = 0
    let firstDigit = index
    while index < count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      if digitCount < 19 { digits = digits &* 10 &+ UInt64(digit) } else { power += 1 }
      if digits != 0 { digitCount += 1 }
      index += 1
    }
    let wholeDigits = index - firstDigit
    var isWhole = true
    var fractionDigits = 0
    if index < count, bytes[index] == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      let firstFraction = index
      while index < count {
        let digit = bytes[index] &- UInt8(ascii: "0")
        guard digit < 10 else { break }
        if digitCount < 19 {
          digits = digits &* 10 &+ UInt64(digit)
          power -= 1
        }
        if digits != 0 { digitCount += 1 }
        index += 1
      }
      fractionDigits = index - firstFraction
    }
    guard wholeDigits + fractionDigits > 0 else { return nil }

    if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      if let exponent = scanExponent(bytes, from: index + 1) {
        isWhole = false
        power += exponent.value
        index = exponent.end
      }
    }

    if isWhole, digitCount <= 18 {
      let whole = isNegative ? -Int64(digits) : Int64(digits)
      let value = isNegative && whole == 0 ? -0.0 : Double(whole)
      return Scanned(value: value, integer: whole, end: index)
    }
    if digitCount <= 19, digits <= 1 << 53, power.magnitude <= 22 {
      let scale = powers[Int(power.magnitude)]
      let size = power < 0 ? Double(digits) / scale : Double(digits) * scale
      return Scanned(value: isNegative ? -size : size, integer: nil, end: index)
    }
    return slow(bytes, start: start, end: index, isWhole: isWhole)
  }

  private static func scanExponent(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (value: Int, end: Int)? {
    var index = start
    guard index < bytes.count else { return nil }
    let isNegative = bytes[index] == UInt8(ascii: "-")
    if isNegative || bytes[index] == UInt8(ascii: "+") { index += 1 }
    let first = index
    var value = 0
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      // Beyond any double's range already; more digits change nothing.
      if value < 100_000 { value = value * 10 + Int(digit) }
      index += 1
    }
    guard index > first else { return nil }
    return (isNegative ? -value : value, index)
  }

  private static func slow(
    _ bytes: UnsafeBufferPointer<UInt8>, start: Int, end: Int, isWhole: Bool
  ) -> Scanned {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return Scanned(value: strtod(text, nil), integer: isWhole ? Int64(text) : nil, end: end)
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
    1e20, 1e21, 1e22,
  ]
}

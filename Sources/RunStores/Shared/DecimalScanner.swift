internal import Glibc

/// Reads decimal numbers from bytes.
///
/// Up to 19 digits with a power of ten of at most 27 are exact in one step of 128 bits (`ExactDecimal`); anything
/// else goes through `strtod`. What few numbers need is kept out of the way of the others.
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
    let firstDigit = index
    scanDigits(bytes, &index, into: &digits)
    var digitCount = index - firstDigit
    var power = 0
    var isWhole = true
    if index < count, bytes[index] == UInt8(ascii: ".") {
      isWhole = false
      index += 1
      let firstFraction = index
      scanDigits(bytes, &index, into: &digits)
      power = firstFraction - index
      digitCount -= power
    }
    guard digitCount > 0 else { return nil }
    if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      if let exponent = scanExponent(bytes, from: index + 1) {
        isWhole = false
        power += exponent.value
        index = exponent.end
      }
    }
    if digitCount > 19 { digitCount -= leadingZeros(bytes, from: firstDigit) }
    guard digitCount <= 19 else { return slow(bytes, start: start, end: index, isWhole: isWhole) }
    if isWhole, digitCount <= 18 {
      let whole = isNegative ? -Int64(digits) : Int64(digits)
      let value = isNegative && whole == 0 ? -0.0 : Double(whole)
      return Scanned(value: value, integer: whole, end: index)
    }
    guard !isWhole, let size = ExactDecimal.value(digits, power: power) else {
      return slow(bytes, start: start, end: index, isWhole: isWhole)
    }
    return Scanned(value: isNegative ? -size : size, integer: nil, end: index)
  }

  /// Goes on behind the digits that stand at `index`; of more than 19 the number is not right.
  @inline(__always)
  static func scanDigits(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, into digits: inout UInt64) {
    while bytes.count - index >= 8, let base = bytes.baseAddress, let eight = eightDigits(base + index) {
      digits = digits &* 100_000_000 &+ eight
      index += 8
    }
    while index < bytes.count {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      digits = digits &* 10 &+ UInt64(digit)
      index += 1
    }
  }

  /// The number that eight bytes are, if all are digits.
  ///
  /// As in D. Lemire, "Number parsing at a gigabyte per second" (2021): neighbours are joined to numbers of two digits,
  /// and these, each in two bytes, to one by two multiplications.
  @inline(__always)
  private static func eightDigits(_ start: UnsafePointer<UInt8>) -> UInt64? {
    let word = UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
    // Upper halves are 3, and stay so with 6 added to the lower ones.
    let halves = word & 0xF0F0_F0F0_F0F0_F0F0 | (word &+ 0x0606_0606_0606_0606) >> 4 & 0x0F0F_0F0F_0F0F_0F0F
    guard halves == 0x3333_3333_3333_3333 else { return nil }
    let digits = word &- 0x3030_3030_3030_3030
    let pairs = digits &* 10 &+ digits >> 8
    let even = pairs & 0x0000_00FF_0000_00FF
    let odd = pairs >> 16 & 0x0000_00FF_0000_00FF
    return (even &* (1_000_000 << 32 | 100) &+ odd &* (10_000 << 32 | 1)) >> 32
  }

  /// How many zeros stand before the first other digit, a point between them aside; they change no value.
  @inline(never)
  private static func leadingZeros(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var index = start
    var zeros = 0
    while index < bytes.count, bytes[index] == UInt8(ascii: "0") || bytes[index] == UInt8(ascii: ".") {
      if bytes[index] == UInt8(ascii: "0") { zeros += 1 }
      index += 1
    }
    return zeros
  }

  @inline(never)
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

  @inline(never)
  private static func slow(
    _ bytes: UnsafeBufferPointer<UInt8>, start: Int, end: Int, isWhole: Bool
  ) -> Scanned {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return Scanned(value: strtod(text, nil), integer: isWhole ? Int64(text) : nil, end: end)
  }
}

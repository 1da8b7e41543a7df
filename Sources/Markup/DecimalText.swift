/// Writes whole numbers with a decimal point in them.
enum DecimalText {
  /// 20 digits, 6 commas, a point, a sign of three bytes, and some to spare.
  static let limit = 40

  /// `1234567` with 3 decimals as `1,234.567`: thousands grouped from five digits on, a true minus sign.
  ///
  /// - Parameters:
  ///   - decimals: at most 17.
  ///   - trimsZeros: whether zeros at the end of the decimals, and a point with nothing after it, are left out.
  static func make(_ digits: UInt64, decimals: Int, isNegative: Bool, trimsZeros: Bool = false) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: limit) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let length = write(digits, decimals: decimals, isNegative: isNegative, trimsZeros: trimsZeros, to: start)
      // Up to 15 bytes a string needs no memory of its own.
      return String(unsafeUninitializedCapacity: length) { text in
        for place in 0..<length { text[place] = start[place] }
        return length
      }
    }
  }

  /// The same, to where there is room for `limit` bytes.
  ///
  /// - Returns: how many bytes were written.
  static func write(
    _ digits: UInt64, decimals: Int, isNegative: Bool, trimsZeros: Bool = false, to start: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var rest = digits
    var places = decimals
    if trimsZeros {
      while places > 0, rest % 10 == 0 {
        rest /= 10
        places -= 1
      }
    }
    // From the end, then moved to the start.
    var index = limit
    for _ in 0..<places {
      index -= 1
      start[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    if places > 0 {
      index -= 1
      start[index] = UInt8(ascii: ".")
    }
    let isGrouped = rest >= 10_000
    var count = 0
    repeat {
      if isGrouped, count > 0, count % 3 == 0 {
        index -= 1
        start[index] = UInt8(ascii: ",")
      }
      index -= 1
      start[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    if isNegative, digits != 0 {
      index -= 3
      // U+2212
      start[index] = 0xE2
      start[index + 1] = 0x88
      start[index + 2] = 0x92
    }
    for place in 0..<limit - index { start[place] = start[index + place] }
    return limit - index
  }
}

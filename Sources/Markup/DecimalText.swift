/// Writes whole numbers with a decimal point in them.
enum DecimalText {
  /// `1234567` with 3 decimals as `1,234.567`: thousands grouped from five digits on, a true minus sign.
  ///
  /// - Parameters:
  ///   - decimals: at most 17.
  ///   - trimsZeros: whether zeros at the end of the decimals, and a point with nothing after it, are left out.
  static func make(_ digits: UInt64, decimals: Int, isNegative: Bool, trimsZeros: Bool = false) -> String {
    var rest = digits
    var places = decimals
    if trimsZeros {
      while places > 0, rest % 10 == 0 {
        rest /= 10
        places -= 1
      }
    }
    // 20 digits, 6 commas, a point and a sign of three bytes.
    return String(unsafeUninitializedCapacity: 40) { buffer in
      var index = 40
      func put(_ byte: UInt8) {
        index -= 1
        buffer[index] = byte
      }
      for _ in 0..<places {
        put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
      if places > 0 { put(UInt8(ascii: ".")) }
      let isGrouped = rest >= 10_000
      var count = 0
      repeat {
        if isGrouped, count > 0, count % 3 == 0 { put(UInt8(ascii: ",")) }
        put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
        count += 1
      } while rest > 0
      if isNegative, digits != 0 {
        // U+2212, written from its end.
        put(0x92)
        put(0x88)
        put(0xE2)
      }
      let length = 40 - index
      for place in 0..<length { buffer[place] = buffer[index + place] }
      return length
    }
  }
}

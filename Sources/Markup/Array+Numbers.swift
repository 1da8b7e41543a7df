/// Numbers appended as ASCII without a `String` in between: pages and data files hold millions of them.
extension [UInt8] {
  /// A whole number in decimal.
  @usableFromInline mutating func append(decimal value: UInt64) {
    if value < 10 { return append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)) }
    // Dividing by a constant is a multiplication; the last digits of a longer number go the same way.
    if value >= 1000 {
      append(decimal: value / 1000)
    } else {
      if value >= 100 { append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 100)) }
      if value >= 10 { append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10 % 10)) }
      return append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10))
    }
    let rest = value % 1000
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / 100))
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / 10 % 10))
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10))
  }
}

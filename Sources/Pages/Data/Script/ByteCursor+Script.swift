import Markup

extension ByteCursor {
  /// A number as JavaScript has it, NaN and infinities included.
  mutating func script(_ value: Double) {
    if value.isNaN { return raw("NaN") }
    if value.isInfinite { return raw(value < 0 ? "-Infinity" : "Infinity") }
    // Whole numbers are shorter without ".0".
    if value == value.rounded(), value.magnitude < 1e15 { return integer(Int(value)) }
    json(value)
  }

  /// Milliseconds as seconds: `1.5`.
  mutating func seconds(_ milliseconds: Int64) {
    if milliseconds < 0 { byte(UInt8(ascii: "-")) }
    let size = UInt(milliseconds.magnitude)
    digits(size / 1000)
    var rest = size % 1000
    guard rest > 0 else { return }
    byte(UInt8(ascii: "."))
    var unit: UInt = 100
    while rest > 0 {
      byte(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }
}

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
}

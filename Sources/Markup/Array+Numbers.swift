/// Numbers appended as ASCII without a `String` in between: pages and data files hold millions of them.
extension [UInt8] {
  /// The shortest text that reads back as the same finite number, as `description` gives it.
  mutating func append(shortest value: Double) {
    // The sink takes the array over and gives it back, so that nothing is copied.
    var sink = ASCIISink(bytes: self)
    self = []
    sink.take(value)
    self = sink.bytes
  }

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

/// Lets the standard library write the digits of a double straight into bytes.
private struct ASCIISink: TextOutputStream {
  var bytes: [UInt8]

  mutating func take(_ value: Double) { value.write(to: &self) }

  mutating func write(_ string: String) { bytes.append(contentsOf: string.utf8) }

  /// What the library calls where it has ASCII at hand.
  mutating func _writeASCII(_ buffer: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: buffer) }
}

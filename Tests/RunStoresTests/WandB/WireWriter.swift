/// Writes a protobuf message field by field.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  init(_ build: (inout WireWriter) -> Void = { _ in }) { build(&self) }

  mutating func varint(_ number: Int, _ value: UInt64) {
    raw(UInt64(number) << 3)
    raw(value)
  }

  mutating func bytes(_ number: Int, _ value: [UInt8]) {
    raw(UInt64(number) << 3 | 2)
    raw(UInt64(value.count))
    bytes += value
  }

  mutating func text(_ number: Int, _ value: String) { bytes(number, Array(value.utf8)) }

  mutating func message(_ number: Int, _ build: (inout WireWriter) -> Void) { bytes(number, WireWriter(build).bytes) }

  mutating func double(_ number: Int, _ value: Double) {
    raw(UInt64(number) << 3 | 1)
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * $0)) }
  }

  mutating func time(_ number: Int, seconds: UInt64, nanoseconds: UInt64 = 0) {
    message(number) {
      $0.varint(1, seconds)
      $0.varint(2, nanoseconds)
    }
  }

  /// Items of history, summary or configuration, the key in `key`.
  mutating func items(_ number: Int, _ items: KeyValuePairs<String, String>) {
    for (key, json) in items {
      message(number) {
        $0.text(1, key)
        $0.text(16, json)
      }
    }
  }

  /// An item whose key has several levels.
  mutating func nested(_ number: Int, _ levels: [String], _ json: String) {
    message(number) { item in
      for level in levels { item.text(2, level) }
      item.text(16, json)
    }
  }

  private mutating func raw(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

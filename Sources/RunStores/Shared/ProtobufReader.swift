internal import RunModel

/// Reads the fields of one protobuf message as values, where speed matters less than with `WireReader` itself.
///
/// A damaged message gives the fields before the damage.
struct ProtobufReader {
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    /// Text, bytes, a message, or packed numbers; valid as long as the message's own bytes.
    case bytes(UnsafeBufferPointer<UInt8>)
  }

  struct Field {
    var number: Int
    var value: Value
  }

  private var wire: WireReader

  /// Whether reading stopped before the end because the bytes there are no field.
  var isDamaged: Bool { wire.isDamaged }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { wire = WireReader(bytes) }

  /// The next field, or nil at the end.
  mutating func next() -> Field? {
    let key = wire.nextKey()
    guard key != 0 else { return nil }
    let value: Value
    switch key & 7 {
    case 0: value = .varint(wire.varint())
    case 1: value = .fixed64(wire.fixed64())
    case 2: value = .bytes(wire.message().bytes.bindMemory(to: UInt8.self))
    case 5: value = .fixed32(wire.fixed32())
    default:
      wire.skip(key)
      return nil
    }
    return wire.isDamaged ? nil : Field(number: Int(truncatingIfNeeded: key >> 3), value: value)
  }
}

extension ProtobufReader.Field {
  var bytes: UnsafeBufferPointer<UInt8>? {
    if case .bytes(let bytes) = value { return bytes }
    return nil
  }

  /// The text of the field, mended where it is not UTF-8.
  var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The field as a message of its own.
  var message: ProtobufReader? { bytes.map(ProtobufReader.init) }

  /// An `int32`, `int64` or `bool`.
  var int64: Int64? {
    if case .varint(let bits) = value { return Int64(bitPattern: bits) }
    return nil
  }

  /// A `sint32` or `sint64`, in zigzag.
  var signedInt64: Int64? {
    guard case .varint(let bits) = value else { return nil }
    return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1)
  }

  var double: Double? {
    if case .fixed64(let bits) = value { return Double(bitPattern: bits) }
    return nil
  }

  /// A `google.protobuf.Timestamp`: seconds in field 1, nanoseconds in field 2.
  var time: Timestamp? {
    guard var message else { return nil }
    var seconds: Int64 = 0
    var nanoseconds: Int64 = 0
    while let field = message.next() {
      if field.number == 1 { seconds = field.int64 ?? 0 }
      if field.number == 2 { nanoseconds = field.int64 ?? 0 }
    }
    // Years 1 to 9999, as the message's documentation has it.
    guard (-62_135_596_800...253_402_300_799).contains(seconds), (0..<1_000_000_000).contains(nanoseconds)
    else { return nil }
    return Timestamp(milliseconds: seconds * 1000 + nanoseconds / 1_000_000)
  }
}

internal import RunModel

/// Reads the fields of one protobuf message (protobuf.dev, "Encoding"), each number checked against the bytes there are.
///
/// A damaged message gives the fields before the damage. Groups, which no writer has made for fifteen years, count as
/// damage.
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

  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  /// Whether reading stopped before the end because the bytes there are no field.
  private(set) var isDamaged = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next field, or nil at the end.
  mutating func next() -> Field? {
    guard offset < bytes.count, !isDamaged else { return nil }
    if let tag = varint(), let number = Int(exactly: tag >> 3), number > 0, let value = value(wireType: tag & 7) {
      return Field(number: number, value: value)
    }
    isDamaged = true
    return nil
  }

  private mutating func value(wireType: UInt64) -> Value? {
    switch wireType {
    case 0: return varint().map(Value.varint)
    case 1: return fixed(byteCount: 8).map(Value.fixed64)
    case 2:
      guard let length = varint(), length <= UInt64(bytes.count - offset) else { return nil }
      let start = offset
      offset += Int(length)
      return .bytes(UnsafeBufferPointer(rebasing: bytes[start..<offset]))
    case 5: return fixed(byteCount: 4).map { .fixed32(UInt32(truncatingIfNeeded: $0)) }
    default: return nil
    }
  }

  @inline(__always)
  private mutating func varint() -> UInt64? {
    var result: UInt64 = 0
    var shift: UInt64 = 0
    while offset < bytes.count, shift < 64 {
      let byte = bytes[offset]
      offset += 1
      result |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return result }
      shift += 7
    }
    return nil
  }

  private mutating func fixed(byteCount: Int) -> UInt64? {
    guard bytes.count - offset >= byteCount else { return nil }
    var result: UInt64 = 0
    for index in 0..<byteCount { result |= UInt64(bytes[offset + index]) << UInt64(8 * index) }
    offset += byteCount
    return result
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

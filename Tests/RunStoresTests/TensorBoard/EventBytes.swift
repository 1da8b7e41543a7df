/// Writes event files as bytes, field by field, with a CRC of its own that knows neither tables nor instructions.
enum EventBytes {
  static func crc32c(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0x82F6_3B78 : 0) }
    }
  }

  static func masked(_ bytes: [UInt8]) -> [UInt8] {
    let crc = crc32c(bytes)
    return littleEndian((crc >> 15 | crc << 17) &+ 0xA282_EAD8)
  }

  static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  static func record(_ data: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(data.count))
    return length + masked(length) + data + masked(data)
  }

  static func varint(_ number: UInt64) -> [UInt8] {
    number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7F) | 0x80] + varint(number >> 7)
  }

  /// A field of wire type 2; `number` is that of the field.
  static func field(_ number: UInt64, _ content: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(UInt64(content.count)) + content
  }

  static func field(_ number: UInt64, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }

  static func field(_ number: UInt64, varint value: Int64) -> [UInt8] {
    varint(number << 3) + varint(UInt64(bitPattern: value))
  }

  static func field(_ number: UInt64, _ value: Double) -> [UInt8] {
    varint(number << 3 | 1) + littleEndian(value.bitPattern)
  }

  static func field(_ number: UInt64, _ value: Float) -> [UInt8] {
    varint(number << 3 | 5) + littleEndian(value.bitPattern)
  }

  /// The record of an event with some values.
  static func event(step: Int64 = 0, time: Double? = nil, _ values: [UInt8]...) -> [UInt8] {
    record(
      (time.map { field(1, $0) } ?? []) + (step == 0 ? [] : field(2, varint: step))
        + field(5, values.flatMap { field(1, $0) }))
  }

  /// A value as torch writes it.
  static func simple(_ tag: String, _ value: Float) -> [UInt8] { field(1, tag) + field(2, value) }

  /// A value as TensorFlow 2 writes it.
  static func tensor(
    _ tag: String, type: Int64, shape: [Int64] = [], plugin: String? = "scalars", _ content: [UInt8]
  ) -> [UInt8] {
    let dimensions = shape.flatMap { field(2, field(1, varint: $0)) }
    let tensor = field(1, varint: type) + field(2, dimensions) + content
    return field(1, tag) + field(8, tensor) + (plugin.map { metadata($0) } ?? [])
  }

  static func metadata(_ plugin: String, content: [UInt8] = [], dataClass: Int64 = 0) -> [UInt8] {
    let data = field(1, plugin) + (content.isEmpty ? [] : field(2, content))
    return field(9, field(1, data) + (dataClass == 0 ? [] : field(4, varint: dataClass)))
  }

  static func text(_ tag: String, _ strings: String..., shape: [Int64] = []) -> [UInt8] {
    tensor(tag, type: 7, shape: shape, plugin: "text", strings.flatMap { field(8, $0) })
  }

  /// A value of the hparams plugin: its message in the metadata, and nothing else.
  static func hparams(_ tag: String, _ message: [UInt8]) -> [UInt8] {
    field(1, "_hparams_/\(tag)") + metadata("hparams", content: message)
  }

  /// The start of a session with parameters given as `google.protobuf.Value`.
  static func session(_ parameters: [(String, [UInt8])], _ more: [UInt8] = []) -> [UInt8] {
    hparams("session_start_info", field(3, parameters.flatMap { field(1, field(1, $0.0) + field(2, $0.1)) } + more))
  }

  static let version = record(field(1, 1_700_000_000.0) + field(3, "brain.Event:2"))
}

/// Walks over the fields of one protobuf message, without copying.
///
/// The message is what lies between two pointers; they must stay valid while it is read. Whatever is not of the wire
/// format (a varint or a length that leads beyond the end, a group, a field 0) ends the walk and sets `isDamaged`.
/// Source: protobuf.dev, "Encoding".
struct WireReader {
  private(set) var position: UnsafeRawPointer
  let end: UnsafeRawPointer
  private(set) var isDamaged = false

  init(start: UnsafeRawPointer, count: Int) {
    position = start
    end = start + count
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Nothing is ever read of a message without bytes, wherever it is said to be.
    let nowhere = UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped
    self.init(start: bytes.baseAddress.map { UnsafeRawPointer($0) } ?? nowhere, count: bytes.count)
  }

  /// How many bytes are still to be read.
  var count: Int { end - position }

  /// What is still to be read.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: position, count: count) }

  /// What is still to be read, as text; bytes that are not UTF-8 become U+FFFD.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Field number × 8 + wire type of the next field, or 0 at the end.
  @inline(__always)
  mutating func nextKey() -> UInt64 {
    guard position < end else { return 0 }
    let key = varint()
    guard key >= 8 else {
      damage()
      return 0
    }
    return key
  }

  /// Wire type 0.
  @inline(__always)
  mutating func varint() -> UInt64 {
    guard position < end else {
      damage()
      return 0
    }
    let first = position.load(as: UInt8.self)
    guard first >= 0x80 else {
      position += 1
      return UInt64(first)
    }
    return longVarint()
  }

  private mutating func longVarint() -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard position < end else { break }
      let byte = position.load(as: UInt8.self)
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    damage()
    return 0
  }

  /// Wire type 5.
  @inline(__always)
  mutating func fixed32() -> UInt32 {
    guard count >= 4 else {
      damage()
      return 0
    }
    defer { position += 4 }
    return UInt32(littleEndian: position.loadUnaligned(as: UInt32.self))
  }

  /// Wire type 1.
  @inline(__always)
  mutating func fixed64() -> UInt64 {
    guard count >= 8 else {
      damage()
      return 0
    }
    defer { position += 8 }
    return UInt64(littleEndian: position.loadUnaligned(as: UInt64.self))
  }

  /// Wire type 2: bytes, text, a message or packed numbers.
  @inline(__always)
  mutating func message() -> WireReader {
    let length = varint()
    guard length <= UInt64(count) else {
      damage()
      return WireReader(start: end, count: 0)
    }
    defer { position += Int(length) }
    return WireReader(start: position, count: Int(length))
  }

  /// Wire type 2, as text.
  mutating func string() -> String { message().text }

  /// Goes past the field whose key was read.
  mutating func skip(_ key: UInt64) {
    switch key & 7 {
    case 0: _ = varint()
    case 1: _ = fixed64()
    case 2: _ = message()
    case 5: _ = fixed32()
    // Groups were dropped in 2008; the rest was never defined.
    default: damage()
    }
  }

  private mutating func damage() {
    isDamaged = true
    position = end
  }
}

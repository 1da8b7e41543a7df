/// An event with one 32-bit number, its fields in the order in which loggers write them, which nearly all events are:
/// wall time, step, and a summary of one value, that is a tag, the number, and perhaps metadata.
///
/// Recognised byte for byte in one go, which takes half the time of a walk over the fields. What looks different in any
/// way is none, and is walked over.
struct PlainEvent {
  let wallTime: Double
  let step: Int64
  let tag: UnsafeRawBufferPointer
  let value: Float

  @inline(__always)
  init?(_ event: WireReader) {
    let end = event.end
    var at = event.position
    guard end - at > 16, at.load(as: UInt8.self) == 0x09 else { return nil }
    wallTime = Double(bitPattern: UInt64(littleEndian: at.loadUnaligned(fromByteOffset: 1, as: UInt64.self)))
    at += 9
    var step: UInt64 = 0
    if at.load(as: UInt8.self) == 0x10 {
      at += 1
      var shift: UInt64 = 0
      while true {
        guard at < end, shift < 63 else { return nil }
        let byte = at.load(as: UInt8.self)
        at += 1
        step |= UInt64(byte & 0x7F) &<< shift
        shift &+= 7
        if byte < 0x80 { break }
      }
    }
    self.step = Int64(bitPattern: step)
    // The summary is all the rest of the event, its value all of the summary; the tag comes first in the value.
    guard PlainEvent.enter(0x2A, &at, end) == end, PlainEvent.enter(0x0A, &at, end) == end,
      let tagEnd = PlainEvent.enter(0x0A, &at, end), end - tagEnd >= 5
    else { return nil }
    tag = UnsafeRawBufferPointer(start: at, count: tagEnd - at)
    at = tagEnd
    if at.load(as: UInt8.self) == 0x15 {
      // simple_value
      value = Float(bitPattern: UInt32(littleEndian: at.loadUnaligned(fromByteOffset: 1, as: UInt32.self)))
      at += 5
    } else {
      // tensor: 10 bytes, namely type float, shape of nothing, content of 4 bytes
      guard end - at >= 12, UInt64(littleEndian: at.loadUnaligned(as: UInt64.self)) == 0x0422_0012_0108_0A42
      else { return nil }
      value = Float(bitPattern: UInt32(littleEndian: at.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
      at += 12
    }
    // Metadata of any but the first value of a tag mean nothing.
    guard at == end || PlainEvent.enter(0x4A, &at, end) == end else { return nil }
  }

  /// Goes past a key and the length behind it; the end of the field, or nil if another one stands there or it is not all
  /// there.
  @inline(__always)
  private static func enter(_ key: UInt8, _ at: inout UnsafeRawPointer, _ end: UnsafeRawPointer) -> UnsafeRawPointer? {
    guard end - at >= 3, at.load(as: UInt8.self) == key else { return nil }
    let first = Int(at.load(fromByteOffset: 1, as: UInt8.self))
    var length = first
    at += 2
    if first >= 0x80 {
      let second = Int(at.load(as: UInt8.self))
      guard second < 0x80 else { return nil }
      length = first & 0x7F | second << 7
      at += 1
    }
    return length <= end - at ? at + length : nil
  }
}

/// Reads what `ByteWriter` wrote.
///
/// Damaged bytes are an error, never a crash or an endless list.
struct ByteReader {
  /// Bytes that are not what a writer of this version writes.
  struct Damage: Error {}

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: [UInt8]) { self.init(bytes[...]) }

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  @inline(__always) mutating func byte() throws(Damage) -> UInt8 {
    guard index < bytes.endIndex else { throw Damage() }
    index += 1
    return bytes[index - 1]
  }

  mutating func flag() throws(Damage) -> Bool { try byte() != 0 }

  @inline(__always) mutating func unsigned() throws(Damage) -> UInt64 {
    // Most numbers are small.
    let first = try byte()
    return first < 0x80 ? UInt64(first) : try unsigned(after: first)
  }

  private mutating func unsigned(after first: UInt8) throws(Damage) -> UInt64 {
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while shift < 64 {
      let next = try byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return value }
      shift += 7
    }
    throw Damage()
  }

  /// A number of things that follow; each takes at least a byte, so there cannot be more than bytes are left.
  mutating func count() throws(Damage) -> Int {
    let value = try unsigned()
    guard value <= UInt64(bytes.endIndex - index) else { throw Damage() }
    return Int(value)
  }

  /// A number that is not negative and says nothing of what follows.
  mutating func number() throws(Damage) -> Int { Int(truncatingIfNeeded: try unsigned() & UInt64(Int64.max)) }

  mutating func signed() throws(Damage) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func double() throws(Damage) -> Double {
    guard bytes.endIndex - index >= 8 else { throw Damage() }
    let start = index - bytes.startIndex
    index += 8
    return bytes.withUnsafeBytes { bytes in
      Double(bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)))
    }
  }

  mutating func string() throws(Damage) -> String {
    let length = try count()
    let start = index - bytes.startIndex
    index += length
    return bytes.withUnsafeBufferPointer { String(decoding: $0[start..<start + length], as: UTF8.self) }
  }

  /// Bytes that are read later or not at all; they share the memory of all.
  mutating func block() throws(Damage) -> ArraySlice<UInt8> {
    let length = try count()
    index += length
    return bytes[(index - length)..<index]
  }

  mutating func optional<T>(_ read: (inout ByteReader) throws(Damage) -> T) throws(Damage) -> T? {
    try flag() ? try read(&self) : nil
  }

  mutating func optionalString() throws(Damage) -> String? { try flag() ? try string() : nil }

  mutating func list<T>(_ read: (inout ByteReader) throws(Damage) -> T) throws(Damage) -> [T] {
    let length = try count()
    var items: [T] = []
    items.reserveCapacity(length)
    for _ in 0..<length { items.append(try read(&self)) }
    return items
  }
}

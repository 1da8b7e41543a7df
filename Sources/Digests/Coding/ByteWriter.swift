/// Values written as bytes for the cache: small numbers take one byte, texts their length first.
///
/// The form is private to one version of the cache; nothing else reads it.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  init(reserving capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  mutating func flag(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Seven bits a byte, the lowest first (LEB128).
  mutating func unsigned(_ value: UInt64) {
    if value < 0x80 { return bytes.append(UInt8(value)) }
    pack(atMost: BytePacker.longestNumber) { $0.unsigned(value) }
  }

  mutating func count(_ value: Int) { unsigned(UInt64(value)) }

  /// Small negative numbers are as short as small positive ones (zigzag).
  mutating func signed(_ value: Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  /// Every bit of it, the payload of a NaN included.
  mutating func double(_ value: Double) { pack(atMost: 8) { $0.double(value) } }

  /// Many numbers at once, where an array would check at each whether it is shared and has room.
  ///
  /// - Parameter limit: of how many bytes `write` writes no more.
  mutating func pack(atMost limit: Int, _ write: (inout BytePacker) -> Void) {
    bytes.append(addingCapacity: limit) { span in
      span.withUnsafeMutableBufferPointer { memory, count in
        guard let start = memory.baseAddress else { return }
        var packer = BytePacker(to: start)
        write(&packer)
        count = packer.end - start
      }
    }
  }

  mutating func string(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      count(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  /// Bytes that are read later or not at all.
  mutating func block(_ block: [UInt8]) {
    count(block.count)
    bytes.append(contentsOf: block)
  }

  /// A value that may be absent, and how it is written if it is not.
  mutating func optional<T>(_ value: T?, _ write: (inout ByteWriter, T) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  mutating func optional(_ text: String?) { optional(text) { $0.string($1) } }

  mutating func list<T>(_ items: [T], _ write: (inout ByteWriter, T) -> Void) {
    count(items.count)
    for item in items { write(&self, item) }
  }
}

/// Writes numbers as `ByteWriter` does, to memory that has room for them.
struct BytePacker {
  private(set) var end: UnsafeMutablePointer<UInt8>

  /// Seven of 64 bits to a byte.
  static let longestNumber = 10

  init(to start: UnsafeMutablePointer<UInt8>) {
    end = start
  }

  @inline(__always) mutating func byte(_ value: UInt8) {
    end.pointee = value
    end += 1
  }

  /// Seven bits a byte, the lowest first (LEB128).
  @inline(__always) mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(truncatingIfNeeded: rest))
  }

  /// Small negative numbers are as short as small positive ones (zigzag).
  @inline(__always) mutating func signed(_ value: Int64) { unsigned(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  @inline(__always) mutating func double(_ value: Double) {
    UnsafeMutableRawPointer(end).storeBytes(of: value.bitPattern.littleEndian, as: UInt64.self)
    end += 8
  }
}

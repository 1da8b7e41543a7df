/// The CRC-32 of zlib and Ethernet (polynomial 0xEDB88320, reflected), eight bytes a step.
///
/// Kounavis and Berry, "A Systematic Approach to Building High Performance, Software-based, CRC Generators" (2005).
enum CRC32 {
  static func checksum(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    guard let start = bytes.baseAddress else { return 0 }
    return tables.withUnsafeBufferPointer { tables in
      var crc = ~UInt32(0)
      var index = 0
      let raw = UnsafeRawPointer(start)
      while index &+ 8 <= bytes.count {
        let low = raw.loadUnaligned(fromByteOffset: index, as: UInt32.self).littleEndian ^ crc
        let high = raw.loadUnaligned(fromByteOffset: index &+ 4, as: UInt32.self).littleEndian
        crc = tables[0x700 + Int(low & 0xFF)] ^ tables[0x600 + Int(low >> 8 & 0xFF)]
        crc ^= tables[0x500 + Int(low >> 16 & 0xFF)] ^ tables[0x400 + Int(low >> 24)]
        crc ^= tables[0x300 + Int(high & 0xFF)] ^ tables[0x200 + Int(high >> 8 & 0xFF)]
        crc ^= tables[0x100 + Int(high >> 16 & 0xFF)] ^ tables[Int(high >> 24)]
        index &+= 8
      }
      while index < bytes.count {
        crc = tables[Int((crc ^ UInt32(bytes[index])) & 0xFF)] ^ crc >> 8
        index &+= 1
      }
      return ~crc
    }
  }

  /// Eight tables of 256, one after the other: what a byte does that stands 0 to 7 bytes before the end.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
      tables[byte] = crc
    }
    for index in 256..<tables.count {
      let before = tables[index - 256]
      tables[index] = tables[Int(before & 0xFF)] ^ before >> 8
    }
    return tables
  }()
}

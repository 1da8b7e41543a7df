/// Latin-1 as the Encoding Standard of WHATWG defines it: ISO 8859-1 with the printable characters of
/// Windows-1252 where ISO has C1 controls.
struct Latin1Decoder: Sendable {
  private(set) var invalidCount = 0

  /// 0x80 to 0x9F; 0 where Windows-1252 has nothing.
  private static let upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let end = ByteScan.asciiEnd(bytes, from: index)
      text.append(bytes, index..<end)
      index = end
      while index < bytes.count, bytes[index] >= 0x80 {
        emit(bytes[index], into: &text)
        index += 1
      }
    }
  }

  private mutating func emit(_ byte: UInt8, into text: inout [UInt8]) {
    let scalar = byte < 0xA0 ? Latin1Decoder.upper[Int(byte - 0x80)] : UInt32(byte)
    if scalar == 0 {
      invalidCount += 1
      text.appendReplacement()
    } else {
      text.append(scalar: scalar)
    }
  }
}

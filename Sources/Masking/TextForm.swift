/// How many bytes a character of ASCII takes in a file, told by its beginning.
enum TextForm: Equatable {
  case narrow
  /// UTF-16.
  case wide(lowFirst: Bool)
  /// No text.
  case binary

  private static let sampleSize = 1 << 16

  init(_ bytes: Span<UInt8>) {
    if bytes.count >= 2, bytes[0] == 0xFF, bytes[1] == 0xFE {
      self = .wide(lowFirst: true)
    } else if bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF {
      self = .wide(lowFirst: false)
    } else {
      self = TextForm.withoutMark(bytes.extracting(first: TextForm.sampleSize))
    }
  }

  /// Text is told quickly: it has no byte that is zero.
  private static func hasZero(_ sample: Span<UInt8>) -> Bool {
    sample.withUnsafeBytes { bytes in
      var place = 0
      while place + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
        place += 8
      }
      return bytes[place...].contains(0)
    }
  }

  private static func withoutMark(_ sample: Span<UInt8>) -> TextForm {
    guard hasZero(sample) else { return .narrow }
    var zeros = (even: 0, odd: 0)
    for index in 0..<sample.count where sample[index] == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    // Every other byte of mostly ASCII characters is zero.
    let pairs = sample.count / 2
    if pairs >= 8, zeros.odd * 2 > pairs, zeros.even * 20 < pairs { return .wide(lowFirst: true) }
    if pairs >= 8, zeros.even * 2 > pairs, zeros.odd * 20 < pairs { return .wide(lowFirst: false) }
    return isBinary(sample) ? .binary : .narrow
  }

  /// More than one byte in twenty is a control character that terminals have no use for.
  private static func isBinary(_ sample: Span<UInt8>) -> Bool {
    var strange = 0
    for index in 0..<sample.count {
      switch sample[index] {
      case 0x07...0x0F, 0x1B: continue
      case 0x00..<0x20, 0x7F: strange += 1
      default: continue
      }
    }
    return strange >= 8 && strange * 20 > sample.count
  }
}

/// What the first bytes of a file tell of the rest: how to read it, and whether it is text at all.
public struct TextSample: Sendable, Hashable {
  public let encoding: TextEncoding
  /// True if so many of the bytes are control characters that no program printed them to be read.
  public let looksBinary: Bool

  /// At most this many bytes are looked at.
  public static let size = 65_536

  public init(_ bytes: Span<UInt8>) {
    let sample = bytes.extracting(first: TextSample.size)
    if let encoding = TextSample.byMark(sample) ?? TextSample.utf16(sample) {
      self.encoding = encoding
      looksBinary = false
      return
    }
    var decoder = TextDecoder(.utf8)
    var text: [UInt8] = []
    decoder.decode(sample, into: &text)
    encoding = decoder.isClearlyMistaken ? TextSample.encoding(ofForeign: sample) : .utf8
    looksBinary = TextSample.looksBinary(sample)
  }

  /// The encoding of bytes that are no UTF-8.
  public static func encoding(ofForeign sample: Span<UInt8>) -> TextEncoding { ForeignText(sample).encoding }

  /// The index of the first byte that is not ASCII.
  public static func foreignStart(in bytes: Span<UInt8>) -> Int? {
    let end = ByteScan.asciiEnd(bytes, from: 0)
    return end < bytes.count ? end : nil
  }

  /// The encoding a byte order mark names; the mark of UTF-8 says no more than its absence would.
  private static func byMark(_ sample: Span<UInt8>) -> TextEncoding? {
    guard sample.count >= 2 else { return nil }
    switch (sample[0], sample[1]) {
    case (0xFF, 0xFE): return .utf16LittleEndian
    case (0xFE, 0xFF): return .utf16BigEndian
    default: return nil
    }
  }

  /// UTF-16 without a mark: text of mostly ASCII characters, so every other byte is zero.
  private static func utf16(_ sample: Span<UInt8>) -> TextEncoding? {
    let pairs = sample.count / 2
    guard pairs >= 8 else { return nil }
    var zeros = (even: 0, odd: 0)
    for pair in 0..<pairs {
      if sample[2 * pair] == 0 { zeros.even += 1 }
      if sample[2 * pair + 1] == 0 { zeros.odd += 1 }
    }
    if zeros.odd * 2 > pairs, zeros.even * 20 < pairs { return .utf16LittleEndian }
    if zeros.even * 2 > pairs, zeros.odd * 20 < pairs { return .utf16BigEndian }
    return nil
  }

  /// More than one byte in twenty is a control character that terminals have no use for.
  private static func looksBinary(_ sample: Span<UInt8>) -> Bool {
    var strange = 0
    for index in sample.indices {
      switch sample[index] {
      case 0x07...0x0F, 0x1B: continue
      case 0x00..<0x20, 0x7F: strange += 1
      default: continue
      }
    }
    return strange >= 8 && strange * 20 > sample.count
  }
}

/// Turns the bytes of a file, piece by piece, into UTF-8 that is whole and safe to show.
///
/// What comes out is valid UTF-8 in which no character is cut between two calls. A byte order mark at the
/// start is gone; whatever cannot be read, C1 controls and noncharacters are U+FFFD, and what turns the direction
/// of text is its code (`DirectionControl`). The controls of ASCII are left for `TerminalStream`.
public struct TextDecoder {
  public let encoding: TextEncoding
  private var utf8 = UTF8Decoder()
  private var utf16: UTF16Decoder
  private var latin1 = Latin1Decoder()
  private let legacy: LegacyDecoder?

  public init(_ encoding: TextEncoding) {
    self.encoding = encoding
    utf16 = UTF16Decoder(isBigEndian: encoding == .utf16BigEndian)
    legacy = encoding.converterName.map(LegacyDecoder.init)
  }

  /// How many byte sequences could not be read and became U+FFFD.
  public var invalidCount: Int {
    switch encoding {
    case .utf8: utf8.invalidCount
    case .utf16LittleEndian, .utf16BigEndian: utf16.invalidCount
    case .latin1: latin1.invalidCount
    case .cp949, .gbk, .shiftJIS, .eucJP: legacy?.invalidCount ?? 0
    }
  }

  /// True if what was read as UTF-8 is another encoding.
  ///
  /// Sequences of two-byte encodings are valid by chance one time in four.
  public var isClearlyMistaken: Bool {
    encoding == .utf8 && utf8.invalidCount >= 4 && utf8.validCount <= utf8.invalidCount
  }

  /// Appends the next bytes of the file.
  public mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    switch encoding {
    case .utf8: utf8.decode(bytes, into: &text)
    case .utf16LittleEndian, .utf16BigEndian: utf16.decode(bytes, into: &text)
    case .latin1: latin1.decode(bytes, into: &text)
    case .cp949, .gbk, .shiftJIS, .eucJP: legacy?.decode(bytes, into: &text)
    }
  }

  /// Says that the file ends here: a character that is cut becomes U+FFFD.
  public mutating func finish(into text: inout [UInt8]) {
    switch encoding {
    case .utf8: utf8.finish(into: &text)
    case .utf16LittleEndian, .utf16BigEndian: utf16.finish(into: &text)
    case .latin1: break
    case .cp949, .gbk, .shiftJIS, .eucJP: legacy?.finish(into: &text)
    }
  }
}

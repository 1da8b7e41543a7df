/// Turns the bytes of a file, piece by piece, into UTF-8 that is whole and safe to show.
///
/// What comes out is valid UTF-8 in which no character is cut between two calls. A byte order mark at the
/// start is gone; whatever cannot be read, C1 controls and noncharacters are U+FFFD. The controls of ASCII
/// are left for `TerminalStream`.
public struct TextDecoder: Sendable {
  public let encoding: TextEncoding
  private var utf8 = UTF8Decoder()
  private var utf16: UTF16Decoder
  private var latin1 = Latin1Decoder()

  public init(_ encoding: TextEncoding) {
    self.encoding = encoding
    utf16 = UTF16Decoder(isBigEndian: encoding == .utf16BigEndian)
  }

  /// How many byte sequences could not be read and became U+FFFD.
  public var invalidCount: Int {
    switch encoding {
    case .utf8: utf8.invalidCount
    case .utf16LittleEndian, .utf16BigEndian: utf16.invalidCount
    case .latin1: latin1.invalidCount
    }
  }

  /// Whether nothing has come but a mark of UTF-8.
  public var isEmpty: Bool { utf8.isAtStart }

  /// True if what was read as UTF-8 is another encoding: hardly any of its longer sequences are valid.
  public var isClearlyMistaken: Bool {
    encoding == .utf8 && utf8.invalidCount >= 4 && utf8.validCount * 20 <= utf8.invalidCount
  }

  /// Appends the next bytes of the file.
  public mutating func decode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
    switch encoding {
    case .utf8: utf8.decode(bytes, into: &text)
    case .utf16LittleEndian, .utf16BigEndian: utf16.decode(bytes, into: &text)
    case .latin1: latin1.decode(bytes, into: &text)
    }
  }

  /// Says that the file ends here: a character that is cut becomes U+FFFD.
  public mutating func finish(into text: inout [UInt8]) {
    switch encoding {
    case .utf8: utf8.finish(into: &text)
    case .utf16LittleEndian, .utf16BigEndian: utf16.finish(into: &text)
    case .latin1: break
    }
  }
}

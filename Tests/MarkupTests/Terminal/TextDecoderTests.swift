import Glibc
import Markup
import TestSupport
import Testing

@Suite("Text in whatever encoding")
struct TextDecoderTests {
  private func decode(_ bytes: [UInt8], _ encoding: TextEncoding = .utf8, pieces: Int = 1 << 20) -> String {
    var decoder = TextDecoder(encoding)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      let piece = bytes[start...].prefix(pieces)
      decoder.decode(piece.span, into: &text)
    }
    decoder.finish(into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private static let sample =
    "ASCII, Größe, 한국어, 日本, 🏋️ ✅, e\u{301}, \u{10FFFD} – long enough to pass eight bytes at once.\n"

  @Test("UTF-8 is the same however it is cut", arguments: 1...9)
  func decodesUTF8(pieces: Int) {
    #expect(decode(Array(Self.sample.utf8), pieces: pieces) == Self.sample)
  }

  @Test("UTF-16 is read in either order, with its mark or without", arguments: [true, false], 1...5)
  func decodesUTF16(isBigEndian: Bool, pieces: Int) {
    let units = Array(("\u{FEFF}" + Self.sample).utf16)
    let bytes = units.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    let encoding: TextEncoding = isBigEndian ? .utf16BigEndian : .utf16LittleEndian
    #expect(decode(bytes, encoding, pieces: pieces) == Self.sample)
    let unmarked = Array(bytes.dropFirst(2))
    let samples = [TextSample(bytes.span), TextSample(unmarked.span)]
    #expect(samples.map(\.encoding) == [encoding, encoding])
  }

  private static let korean = "학습 손실이 줄었습니다: 0.25 (에폭 3), 검증 정확도는 높아졌습니다. 뷁\n"
  private static let chinese = "训练损失下降了，验证集的准确率是百分之九十。模型已经保存在这里\n"
  private static let japanese = "学習の損失が減りました。モデルを保存しています：エポック３\n"

  /// The bytes of a text in an encoding, as the C library writes them.
  private static func bytes(_ text: String, _ encoding: String) throws -> [UInt8] {
    let converter = iconv_open(encoding, "UTF-8")
    try #require(converter != iconv_t(bitPattern: -1))
    defer { iconv_close(converter) }
    var source = Array(text.utf8CString.dropLast())
    var target = [CChar](repeating: 0, count: 4 * source.count)
    let count = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var (from, to) = (source.baseAddress, target.baseAddress)
        var (left, room) = (source.count, target.count)
        iconv(converter, &from, &left, &to, &room)
        return target.count - room
      }
    }
    return target[..<count].map { UInt8(bitPattern: $0) }
  }

  @Test(
    "two-byte encodings are told apart and read, however they are cut",
    arguments: [
      (korean, "CP949", .cp949), (chinese, "GBK", .gbk), (japanese, "CP932", .shiftJIS), (japanese, "EUC-JP", .eucJP),
    ] as [(String, String, TextEncoding)], [1, 3, 1 << 20])
  func decodesTwoBytes(sample: (text: String, name: String, encoding: TextEncoding), pieces: Int) throws {
    let bytes = try Self.bytes("2026-11-23 INFO step 1\n" + sample.text, sample.name)
    let found = TextSample(bytes.span)
    #expect(found.encoding == sample.encoding && !found.looksBinary)
    #expect(decode(bytes, sample.encoding, pieces: pieces) == "2026-11-23 INFO step 1\n" + sample.text)
    #expect(decode(bytes + [0xFF, 0x41, 0x84], sample.encoding).hasSuffix("A\u{FFFD}"))
  }

  @Test("Western text is not taken for East Asian")
  func keepsLatin1() throws {
    for text in [
      "Größe über alles, schöne Grüße: é è ç à ñ", "température élevée à l’arrêt, coût réduit, déjà vu", "ÄÖÜäöüß ÀÉÈ",
    ] {
      let bytes = try Self.bytes(text, "CP1252")
      let found = TextSample(bytes.span)
      #expect(found.encoding == .latin1, "\(text)")
    }
  }

  @Test("Latin-1 is read as browsers read it")
  func decodesLatin1() {
    #expect(decode([0x47, 0xF6, 0xDF, 0x80, 0x96, 0xA0, 0x81], .latin1) == "Göß€–\u{A0}\u{FFFD}")
  }

  @Test(
    "what is no UTF-8 becomes U+FFFD where the Encoding Standard says so",
    arguments: [
      ([0xFF], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"), ([0xE2, 0x96], "\u{FFFD}"),
      ([0xE2, 0x96, 0x41], "\u{FFFD}A"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xF0, 0x9F, 0x98], "\u{FFFD}"), ([0xF5, 0x41], "\u{FFFD}A"),
      ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xE2, 0xE2, 0x96, 0x88], "\u{FFFD}█"), ([0x80, 0x41], "\u{FFFD}A"),
    ] as [([UInt8], String)])
  func repairs(bytes: [UInt8], text: String) {
    #expect(decode(bytes) == text)
    #expect(decode(bytes, pieces: 1) == text)
  }

  @Test("random bytes are repaired as the standard library repairs them")
  func agreesWithStandardLibrary() {
    var random = RandomNumbers(seed: 7)
    let alphabet: [UInt8] = [0x41, 0x7F, 0x80, 0x9F, 0xA0, 0xBF, 0xC2, 0xDF, 0xE0, 0xED, 0xEE, 0xF0, 0xF4, 0xF5]
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 0...20, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let expected = String(
        String.UnicodeScalarView(
          String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
            let isForbidden = (0x80..<0xA0).contains(scalar.value) || scalar.properties.isNoncharacterCodePoint
            return isForbidden ? "\u{FFFD}" : scalar
          }))
      #expect(decode(bytes, pieces: Int.random(in: 1...20, using: &random)) == expected, "\(bytes)")
    }
  }

  @Test("a mark at the start is dropped, C1 controls and noncharacters are replaced")
  func dropsMark() {
    #expect(decode(Array("\u{FEFF}a\u{FEFF}".utf8), pieces: 1) == "a\u{FEFF}")
    #expect(
      decode(Array("\u{9B}31m\u{85}\u{FFFE}".utf8) + [0xEF, 0xB7, 0x90] + Array("\u{1FFFF}".utf8))
        == "\u{FFFD}31m\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(decode(Array("\u{FF01}\u{FDCF}".utf8)) == "\u{FF01}\u{FDCF}")
  }

  @Test(
    "the encoding is told from the bytes",
    arguments: [
      (Array("plain".utf8), .utf8, false), (Array(sample.utf8), .utf8, false), ([], .utf8, false),
      (Array("Stra".utf8) + [0xDF] + Array("e\n".utf8), .utf8, false),
      ([0xE4, 0x41, 0xF6, 0x41, 0xFC, 0x41, 0xDF, 0x41], .latin1, false),
      ((0..<200).map { UInt8($0 % 32) }, .utf8, true), (Array("text\0\0\0 with some zeros".utf8), .utf8, false),
      (Array("\u{1B}[31mred\u{1B}[0m\r\u{8}\t\n".utf8), .utf8, false),
    ] as [([UInt8], TextEncoding, Bool)])
  func samples(bytes: [UInt8], encoding: TextEncoding, isBinary: Bool) {
    let sample = TextSample(bytes.span)
    #expect(sample.encoding == encoding && sample.looksBinary == isBinary)
  }
}

/// Tells from bytes that are no UTF-8 how they are meant: as one of the two-byte encodings of East Asia or as Latin-1.
///
/// The two-byte encodings use bytes in pairs, and each language has its own rows of the table that it uses most: the
/// syllables of Hangul, the kana, the common ideographs.
struct ForeignText {
  /// Pairs of bytes above 0xA0, as EUC and what is built on it have them; of those, in rows that a language uses most.
  private var pairs = 0
  private var hangul = 0
  private var kana = 0
  private var ideographs = 0
  /// What Shift-JIS would make of them: pairs, kana among them, and bytes that fit nowhere.
  private var shiftPairs = 0
  private var shiftKana = 0
  private var shiftStrays = 0
  /// Bytes from 0x80 on that are in no pair of EUC.
  private var strays = 0

  init(_ sample: Span<UInt8>) {
    countPairs(sample)
    countShiftPairs(sample)
  }

  /// The likeliest encoding that this system can read.
  var encoding: TextEncoding {
    let best = likeliest
    return best.converterName.map(LegacyDecoder.isKnown) ?? true ? best : .latin1
  }

  private var likeliest: TextEncoding {
    if shiftPairs >= 3, shiftStrays * 10 <= shiftPairs, shiftKana * 4 >= shiftPairs { return .shiftJIS }
    guard pairs >= 3, strays * 10 <= pairs else { return .latin1 }
    if kana * 4 >= pairs { return .eucJP }
    if hangul * 10 >= pairs * 8 { return .cp949 }
    return ideographs * 10 >= pairs * 6 ? .gbk : .latin1
  }

  private mutating func countPairs(_ bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      guard lead >= 0x80 else {
        index += 1
        continue
      }
      guard index + 1 < bytes.count else { return }
      let isPair = (0xA1...0xFE).contains(lead) && (0xA1...0xFE).contains(bytes[index + 1])
      // A syllable of Hangul beyond the common ones, or an ideograph of GBK, may end in a letter.
      let isWidePair =
        (0x81...0xFE).contains(lead) && (0x41...0xFE).contains(bytes[index + 1]) && bytes[index + 1] != 0x7F
      if isPair {
        pairs += 1
        if (0xB0...0xC8).contains(lead) { hangul += 1 }
        if lead == 0xA4 || lead == 0xA5 { kana += 1 }
        if (0xB0...0xF7).contains(lead) || lead == 0xA1 || lead == 0xA3 { ideographs += 1 }
      } else {
        strays += 1
      }
      index += isPair || isWidePair && bytes[index + 1] >= 0x80 ? 2 : 1
    }
  }

  private mutating func countShiftPairs(_ bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      let lead = bytes[index]
      index += 1
      // Half-width katakana are one byte each.
      guard lead >= 0x80, !(0xA1...0xDF).contains(lead) else { continue }
      guard index < bytes.count else { return }
      let trail = bytes[index]
      if (0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead), (0x40...0xFC).contains(trail), trail != 0x7F {
        shiftPairs += 1
        if lead == 0x82 && trail >= 0x9F || lead == 0x83 && trail <= 0x96 { shiftKana += 1 }
        index += 1
      } else {
        shiftStrays += 1
      }
    }
  }
}

/// Characters that turn the direction of the text around them: embeddings, overrides and isolates of Unicode's
/// bidirectional algorithm (UAX #9).
///
/// With them a line can read as another one than it is (Boucher and Anderson, "Trojan Source", 2021), so text from files
/// has their codes in their place, as `less` shows them. Marks such as U+200F, which turn nothing, stay.
public enum DirectionControl {
  static func contains(_ scalar: UInt32) -> Bool {
    (0x202A...0x202E).contains(scalar) || (0x2066...0x2069).contains(scalar)
  }

  /// Whether three bytes of UTF-8 are one of them.
  @inline(__always)
  static func contains(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    first == 0xE2
      && (second == 0x80 && (0xAA...0xAE).contains(third) || second == 0x81 && (0xA6...0xA9).contains(third))
  }

  /// Text, valid UTF-8, with `<U+202E>` and the like in the place of each.
  public static func shown(_ text: [UInt8]) -> [UInt8] {
    guard var place = next(in: text, from: 0) else { return text }
    var shown: [UInt8] = []
    shown.reserveCapacity(text.count + 64)
    var start = 0
    while true {
      shown += text[start..<place]
      shown.append(code: UInt32(text[place + 1] & 0x3F) << 6 | UInt32(text[place + 2] & 0x3F) | 0x2000)
      start = place + 3
      guard let following = next(in: text, from: start) else { break }
      place = following
    }
    return shown + text[start...]
  }

  private static func next(in text: [UInt8], from start: Int) -> Int? {
    text.withUnsafeBufferPointer { text in
      var place = start
      while place + 2 < text.count {
        guard let lead = text[place..<text.count - 2].firstIndex(of: 0xE2) else { return nil }
        if contains(0xE2, text[lead + 1], text[lead + 2]) { return lead }
        place = lead + 1
      }
      return nil
    }
  }
}

extension [UInt8] {
  /// Appends `<U+202E>`.
  mutating func append(code scalar: UInt32) {
    append(contentsOf: "<U+".utf8)
    append(contentsOf: String(scalar, radix: 16, uppercase: true).utf8)
    append(UInt8(ascii: ">"))
  }
}

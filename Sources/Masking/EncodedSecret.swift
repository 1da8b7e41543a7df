/// Secrets in Base64, as Kubernetes and Docker write them: what is decoded tells whether it is one.
enum EncodedSecret {
  private static let limit = 8192
  private static let alphabet: ByteClass = [.alphanumeric, .underscore, .hyphen, .base64]

  /// A private key in a file's `client-key-data`: its first words and the rest.
  static func key(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    let end = bytes.run(alphabet, from: anchor.lowerBound, limit: limit)
    let text = decoded(bytes, anchor.lowerBound..<min(end, anchor.lowerBound + 80))
    return text.span.holds(Array("private key".utf8)) ? anchor.lowerBound..<end : nil
  }

  /// A token that tells by its beginning what it is.
  static func token(
    _ bytes: Span<UInt8>, _ anchor: Range<Int>, among rules: [TokenRule]
  ) -> (kind: SecretKind, range: Range<Int>)? {
    guard bytes.beginsWord(at: anchor.lowerBound) else { return nil }
    let end = bytes.run(alphabet, from: anchor.lowerBound, limit: limit)
    let text = decoded(bytes, anchor.lowerBound..<end)
    let rule = rules.first { $0.match(text.span, at: 0) != nil }
    return rule.map { ($0.kind, anchor.lowerBound..<end) }
  }

  /// `"auth": "…"` of Docker's settings: a user, a colon and a password.
  static func login(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    var place = anchor.upperBound
    for wanted in [UInt8(ascii: ":"), UInt8(ascii: "\"")] {
      while place < bytes.count, place - anchor.upperBound < 16, bytes[place] <= 0x20 { place += 1 }
      guard place < bytes.count, bytes[place] == wanted else { return nil }
      place += 1
    }
    let end = bytes.run(alphabet, from: place, limit: limit)
    let text = decoded(bytes, place..<end)
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > 0, text.count - colon > 2,
      text.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
    else { return nil }
    return place..<end
  }

  /// The bytes that Base64, of either alphabet, stands for, as far as it goes.
  static func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var decoded: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for index in range {
      let value: UInt8
      switch bytes[index] {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = bytes[index] - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = bytes[index] - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = bytes[index] - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      default: return decoded
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        decoded.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return decoded
  }
}

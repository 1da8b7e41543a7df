/// Looks closer at what stands around an anchor; each gives the bytes to mask.
enum Detection {
  private static let limit = 8192

  /// `?sig=…`, `&X-Amz-Signature=…`: whoever has the signature may read the file.
  static func signature(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    if anchor.lowerBound > 0 {
      let before = bytes[anchor.lowerBound - 1]
      // JSON within JSON writes & as \u0026, an address in an address as %26.
      guard "?&;-6F\n\r".utf8.contains(before) else { return nil }
    }
    let end = bytes.run(.token, from: anchor.upperBound, limit: limit)
    guard end - anchor.upperBound >= 16, bytes.classes(anchor.upperBound..<end).contains(.digit) else { return nil }
    return SecretValue.isPlaceholder(bytes.extracting(anchor.upperBound..<end)) ? nil : anchor.upperBound..<end
  }

  /// `Authorization: Bearer …`, in headers, in JSON and in code.
  static func authorization(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    var place = skip(bytes, from: anchor.upperBound, "\\\"' ]")
    guard place < bytes.count, bytes[place] == UInt8(ascii: ":") || bytes[place] == UInt8(ascii: "=") else {
      return nil
    }
    place = skip(bytes, from: place + 1, "\\\"' f")
    let word = bytes.run(.alphanumeric, from: place, limit: 12)
    let hasScheme =
      word < bytes.count && bytes[word] == UInt8(ascii: " ") && schemes.contains { isWord($0, bytes, place..<word) }
    if hasScheme { place = word + 1 }
    let end = bytes.run(.token, from: place, limit: limit)
    // `authorization = encode(…)`.
    if end < bytes.count, bytes[end] == UInt8(ascii: "(") { return nil }
    guard end - place >= 8, !SecretValue.isPlaceholder(bytes.extracting(place..<end)) else { return nil }
    return mixes(bytes, place..<end) && (hasScheme || bytes.classes(place..<end).contains(.digit)) ? place..<end : nil
  }

  private static let schemes = ["bearer", "basic", "token", "digest", "apikey", "negotiate"].map { Array($0.utf8) }

  static func bearer(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    let end = bytes.run(.token, from: anchor.upperBound, limit: limit)
    guard end - anchor.upperBound >= 16, mixes(bytes, anchor.upperBound..<end) else { return nil }
    return anchor.upperBound..<end
  }

  /// `scheme://user:password@host`, and `https://token@host`.
  static func urlPassword(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    guard anchor.lowerBound > 0, ByteClass.alphanumeric.holds(bytes[anchor.lowerBound - 1]) else { return nil }
    let start = anchor.upperBound
    var colon: Int?
    var index = start
    while index < bytes.count, index - start < 1024 {
      switch bytes[index] {
      case UInt8(ascii: "@"):
        let secret = (colon.map { $0 + 1 } ?? start)..<index
        guard !secret.isEmpty, index + 1 < bytes.count, isHost(bytes[index + 1]) else { return nil }
        if SecretValue.isPlaceholder(bytes.extracting(secret)) { return nil }
        if colon != nil { return isSpeltOut(bytes, secret) ? nil : secret }
        return secret.count >= 20 && mixes(bytes, secret) ? secret : nil
      case UInt8(ascii: ":"): colon = colon ?? index
      case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "'"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"), UInt8(ascii: "\\"):
        return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  private static func isHost(_ byte: UInt8) -> Bool { ByteClass.name.holds(byte) || byte == UInt8(ascii: "[") }

  private static let speltOut = ["pass", "pw", "PASSWORD", "PASS"].map { Array($0.utf8) }

  /// As documents write it: `user:pass@host`.
  private static func isSpeltOut(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    speltOut.contains { $0.count == range.count && bytes.has($0, at: range.lowerBound) }
  }

  /// Three parts of Base64 with points between, the first two JSON objects.
  static func jwt(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    if anchor.lowerBound > 0, ByteClass.url.holds(bytes[anchor.lowerBound - 1]),
      !bytes.beginsWord(at: anchor.lowerBound)
        || bytes[anchor.lowerBound - 1] == UInt8(ascii: "-")
    {
      return nil
    }
    let first = bytes.run(.url, from: anchor.lowerBound, limit: limit)
    guard first - anchor.lowerBound >= 12, first + 1 < bytes.count, bytes[first] == UInt8(ascii: ".") else {
      return nil
    }
    guard bytes.has(jwtStart, at: first + 1) else { return nil }
    let second = bytes.run(.url, from: first + 1, limit: limit)
    guard second < bytes.count, bytes[second] == UInt8(ascii: ".") else { return nil }
    return anchor.lowerBound..<bytes.run([.url, .dot], from: second + 1, limit: limit)
  }

  private static let jwtStart = Array("eyJ".utf8)

  /// A bot's number, a colon and 35 characters.
  static func telegram(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    var start = anchor.lowerBound
    while start > 0, ByteClass.digit.holds(bytes[start - 1]) { start -= 1 }
    guard (8...12).contains(anchor.lowerBound - start) else { return nil }
    let end = bytes.run(.url, from: anchor.lowerBound + 1, limit: 64)
    return (34...40).contains(end - anchor.lowerBound - 1) ? start..<end : nil
  }

  /// `discord.com/api/webhooks/<number>/<token>`.
  static func webhook(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    let number = bytes.run(.digit, from: anchor.upperBound, limit: 24)
    guard number > anchor.upperBound, number < bytes.count, bytes[number] == UInt8(ascii: "/") else { return nil }
    let end = bytes.run(.url, from: number + 1, limit: 256)
    return end - number > 40 ? number + 1..<end : nil
  }

  /// Three characters, `8Q~`, and over thirty more.
  static func azureClientSecret(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    let start = anchor.lowerBound - 3
    let alphabet: ByteClass = [.url, .dot]
    guard start >= 0, bytes.run(alphabet, from: start, limit: 3) == anchor.lowerBound else { return nil }
    var end = anchor.upperBound
    while end < bytes.count, alphabet.holds(bytes[end]) || bytes[end] == UInt8(ascii: "~") { end += 1 }
    return (31...40).contains(end - anchor.upperBound) ? start..<end : nil
  }

  /// `wandb login <40 digits>`.
  static func login(_ bytes: Span<UInt8>, _ anchor: Range<Int>) -> Range<Int>? {
    var start = anchor.upperBound
    if bytes.has(relogin, at: start) { start += relogin.count }
    let end = bytes.run(.hex, from: start, limit: 100)
    return end - start == 40 ? start..<end : nil
  }

  private static let relogin = Array("--relogin ".utf8)

  private static func mixes(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let classes = bytes.classes(range)
    return classes.contains(.digit) || classes.isSuperset(of: [.lower, .upper])
  }

  private static func isWord(_ word: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    word.count == range.count && bytes.has(word, at: range.lowerBound, ignoringCase: true)
  }

  private static func skip(_ bytes: Span<UInt8>, from start: Int, _ characters: StaticString) -> Int {
    characters.withUTF8Buffer { wanted in
      var place = start
      while place < bytes.count, place - start < 8, wanted.contains(bytes[place]) { place += 1 }
      return place
    }
  }
}

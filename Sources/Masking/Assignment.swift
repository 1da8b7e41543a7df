/// Finds the value of something whose name says that it is a secret.
///
/// `password="…"`, `"api_key": "…"`, `--token …`, `os.environ['WANDB_API_KEY'] = '…'`, also where quotes are escaped.
struct Assignment {
  private static let nameLimit = 80
  /// As many bytes of a value decide, so that a hostile text takes no more time than its length.
  private static let looked = 128
  private static let valueLimit = 8192

  let name: Range<Int>
  let secretName: SecretName
  private(set) var value: Range<Int>
  private(set) var form: SecretValue.Form

  /// - Parameter keyword: where the word stands that makes the name worth a look.
  init?(_ bytes: Span<UInt8>, keyword: Range<Int>) {
    var start = keyword.lowerBound
    let limit = Assignment.nameLimit
    while start > 0, keyword.lowerBound - start < limit, Assignment.isName(bytes[start - 1]) { start -= 1 }
    let end = bytes.run(.url, from: keyword.upperBound, limit: limit)
    name = start..<end
    guard let secretName = SecretName(bytes.extracting(name)) else { return nil }
    self.secretName = secretName

    let isFlag = start + 2 < end && bytes[start] == UInt8(ascii: "-") && bytes[start + 1] == UInt8(ascii: "-")
    var place = Assignment.skip(bytes, from: end, "\"'\\])", limit: 4)
    let nameEnd = place
    place = Assignment.skip(bytes, from: place, " \t", limit: 40)
    guard place < bytes.count else { return nil }
    let isTight = place == end
    let sign = bytes[place]
    if sign == UInt8(ascii: "=") || sign == UInt8(ascii: ":") {
      place += 1
      if place < bytes.count, bytes[place] == UInt8(ascii: ">") || bytes[place] == UInt8(ascii: "=") {
        // `==` compares.
        if sign == UInt8(ascii: "="), bytes[place] == sign { return nil }
        place += 1
      }
      place = Assignment.skip(bytes, from: place, " \t", limit: 40)
      place = Assignment.skipType(bytes, from: place)
      let isLoud = !bytes.classes(name).contains(.lower)
      form = isTight && sign == UInt8(ascii: "=") && (isLoud || isFlag) ? .environment : .bare
    } else if place > nameEnd, nameEnd == end, isFlag || Assignment.beginsLine(bytes, start) {
      form = .blank
    } else {
      return nil
    }
    value = place..<place
    let stated = form
    guard readValue(bytes, from: place, limit: Assignment.looked) else { return nil }
    guard SecretValue(name: secretName, form: form).isSecret(bytes.extracting(value)) else { return nil }
    if value.count >= Assignment.looked {
      form = stated
      _ = readValue(bytes, from: place, limit: Assignment.valueLimit)
    }
  }

  /// Finds where the value begins and ends.
  private mutating func readValue(_ bytes: Span<UInt8>, from place: Int, limit: Int) -> Bool {
    var start = place
    // b'…', r"…"
    let isMarked = start + 1 < bytes.count && Assignment.isQuote(bytes[start + 1])
    if isMarked, "bBrRuUfF".utf8.contains(bytes[start]) { start += 1 }
    var escapes = 0
    while start + escapes < bytes.count, bytes[start + escapes] == UInt8(ascii: "\\"), escapes < 8 { escapes += 1 }
    if start + escapes < bytes.count, Assignment.isQuote(bytes[start + escapes]) {
      let quote = bytes[start + escapes]
      start += escapes + 1
      if let end = Assignment.closing(quote, bytes, from: start, escapes: escapes, limit: limit) {
        value = start..<end
        form = .quoted
        return start < end
      }
    }
    var end = Assignment.wordEnd(bytes, from: start, limit: limit)
    // What goes on without a blank and without another name belongs to it.
    while end < bytes.count, end - start < limit, Assignment.mayGoOn(bytes[end]) {
      let next = Assignment.wordEnd(bytes, from: end + 1, limit: limit)
      guard next > end + 1, !Assignment.namesAnother(bytes.extracting(end + 1..<next)) else { break }
      end = next
    }
    value = start..<end
    return start < end
  }

  private static func closing(_ quote: UInt8, _ bytes: Span<UInt8>, from start: Int, escapes: Int, limit: Int) -> Int? {
    var index = start
    let limit = min(bytes.count, start + limit)
    while index < limit, bytes[index] != 0x0A {
      if bytes[index] == UInt8(ascii: "\\") {
        var run = 0
        while index + run < limit, bytes[index + run] == UInt8(ascii: "\\") { run += 1 }
        if run == escapes, index + run < limit, bytes[index + run] == quote { return index }
        index += run + (run > escapes || escapes == 0 ? 1 : 0)
        continue
      }
      if bytes[index] == quote, escapes == 0 { return index }
      index += 1
    }
    return nil
  }

  private static func wordEnd(_ bytes: Span<UInt8>, from start: Int, limit: Int) -> Int {
    var end = start
    while end < bytes.count, end - start < limit, !isWordEnd(bytes[end]) { end += 1 }
    return end
  }

  private static func isWordEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"), UInt8(ascii: "`"), UInt8(ascii: "\\"): true
    default: mayGoOn(byte)
    }
  }

  private static func mayGoOn(_ byte: UInt8) -> Bool { ",;)}]&|".utf8.contains(byte) }

  private static func namesAnother(_ rest: Span<UInt8>) -> Bool { rest.has(anyOf: "=:{[(") }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  private static func isName(_ byte: UInt8) -> Bool {
    !ByteClass.of(byte).isDisjoint(with: [.url, .dot])
  }

  private static func skip(_ bytes: Span<UInt8>, from start: Int, _ characters: StaticString, limit: Int) -> Int {
    characters.withUTF8Buffer { wanted in
      var place = start
      while place < bytes.count, place - start < limit, wanted.contains(bytes[place]) { place += 1 }
      return place
    }
  }

  /// Goes past the type in `password: str = "…"`.
  private static func skipType(_ bytes: Span<UInt8>, from start: Int) -> Int {
    let end = bytes.run(.name, from: start, limit: 12)
    guard end > start, let known = types.first(where: { $0.count == end - start && bytes.has($0, at: start) }) else {
      return start
    }
    let sign = skip(bytes, from: start + known.count, " \t", limit: 8)
    guard sign < bytes.count, bytes[sign] == UInt8(ascii: "=") else { return start }
    return skip(bytes, from: sign + 1, " \t", limit: 8)
  }

  private static let types = ["str", "string", "String", "SecretStr", "bytes"].map { Array($0.utf8) }

  private static func beginsLine(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    var index = start
    while index > 0, bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09 { index -= 1 }
    return index == 0 || bytes[index - 1] == 0x0A
  }
}

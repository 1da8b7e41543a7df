/// Reads HTML as the notes write it, strictly: a stray `<`, `&` or quote is a problem, and so is a tag that is
/// unknown, not closed in order, or holds what a strict policy forbids.
struct MarkupReader {
  private(set) var problems: [String] = []
  /// The text between tags, escapes undone.
  private(set) var text: [UInt8] = []
  /// The values of attributes, escapes undone, each followed by a space.
  private(set) var attributes: [UInt8] = []

  private static let empty: Set<String> = ["br", "hr", "img", "input"]
  /// Tags whose end HTML lets be left out, and the notes leave out.
  private static let optionalEnd: Set<String> = ["td", "th", "tr"]
  private static let known: Set<String> = empty.union(optionalEnd).union([
    "p", "em", "strong", "del", "code", "pre", "a", "span", "ul", "ol", "li", "blockquote", "h1", "h2", "h3", "h4",
    "h5", "h6", "div", "table", "thead", "tbody",
  ])
  private static let escapes: [(name: [UInt8], character: UInt8)] = [
    (Array("&lt;".utf8), UInt8(ascii: "<")), (Array("&gt;".utf8), UInt8(ascii: ">")),
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    (Array("&#39;".utf8), UInt8(ascii: "'")),
  ]

  init(_ html: [UInt8]) {
    var open: [String] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      text += decoded(rest[..<start])
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
        problems.append("tag without end")
        return
      }
      let tag = rest[(start + 1)..<end]
      rest = rest[(end + 1)...]
      let name = String(decoding: tag.prefix { $0 != 0x20 }, as: UTF8.self)
      if name.hasPrefix("/") {
        if let last = open.popLast(), "/" + last == name { continue }
        problems.append("<\(name)> out of order")
        return
      }
      if !Self.known.contains(name) { problems.append("unknown tag <\(name)>") }
      if !Self.empty.contains(name), !Self.optionalEnd.contains(name) { open.append(name) }
      readAttributes(tag.dropFirst(name.utf8.count))
    }
    text += decoded(rest)
    if !open.isEmpty { problems.append("left open: \(open.prefix(9))") }
  }

  /// Reads ` name`, ` name=value` and ` name="value"`.
  private mutating func readAttributes(_ piece: ArraySlice<UInt8>) {
    var rest = piece
    while rest.first == 0x20 {
      rest = rest.dropFirst()
      let name = String(decoding: rest.prefix { $0 != 0x20 && $0 != UInt8(ascii: "=") }, as: UTF8.self)
      rest = rest.dropFirst(name.utf8.count)
      var value: [UInt8] = []
      if rest.starts(with: "=\"".utf8) {
        let quoted = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
        value = decoded(quoted)
        rest = rest.dropFirst(quoted.count + 3)
      } else if rest.first == UInt8(ascii: "=") {
        let bare = rest.dropFirst().prefix { $0 != 0x20 }
        value = decoded(bare)
        rest = rest.dropFirst(bare.count + 1)
      }
      attributes += value + [0x20]
      check(name, String(decoding: value, as: UTF8.self))
    }
    if !rest.isEmpty { problems.append("in a tag: \(String(decoding: rest, as: UTF8.self))") }
  }

  private mutating func check(_ name: String, _ value: String) {
    switch name {
    case "href" where !["http://", "https://", "mailto:", "#", "site/"].contains { value.hasPrefix($0) },
      "src" where !value.hasPrefix("site/"):
      problems.append("\(name) to \(value)")
    case "href", "src", "id", "title", "alt", "class", "rel", "loading", "tabindex", "role", "aria-label", "scope",
      "start", "type", "disabled", "checked":
      break
    default: problems.append("attribute \(name)")
    }
  }

  private mutating func decoded(_ piece: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(piece.count)
    var index = piece.startIndex
    while index < piece.endIndex {
      let byte = piece[index]
      switch byte {
      case UInt8(ascii: "&"):
        guard let escape = Self.escapes.first(where: { piece[index...].starts(with: $0.name) }) else {
          problems.append("bare &")
          return result
        }
        result.append(escape.character)
        index += escape.name.count
        continue
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ">"), 0..<9, 11..<32, 127:
        problems.append("unescaped \(byte)")
      default: result.append(byte)
      }
      index += 1
    }
    return result
  }
}

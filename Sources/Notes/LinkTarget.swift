internal import Markup

/// What the target of a link or an image is, told without trust in it.
enum LinkTarget: Equatable {
  /// An address of the web, in the form an attribute may hold.
  case web(String)
  /// A `mailto:` address, in that form too.
  case mail(String)
  /// What follows `#` in a target within the note.
  case fragment(String)
  /// A path from where the note stands, as it was written.
  case relative(String)
  /// Anything else: other schemes, absolute paths, other hosts, and what browsers read in ways of their own.
  case refused

  /// - Parameter written: the target, escapes and entities of Markdown undone.
  init(_ written: String) {
    var bytes = Array(written.utf8)[...]
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    self = .refused

    // Browsers drop tabs and line ends from addresses and control characters before them, and so would
    // read `java<tab>script:` as a scheme.
    let isClean = !written.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    guard isClean, let first = bytes.first else { return }
    if first == UInt8(ascii: "#") {
      self = .fragment(String(decoding: bytes.dropFirst(), as: UTF8.self))
      return
    }
    // They also take `\` for `/`.
    if first == UInt8(ascii: "/") || first == UInt8(ascii: "\\") { return }
    guard let colon = LinkTarget.endOfScheme(bytes) else {
      self = .relative(String(decoding: bytes, as: UTF8.self))
      return
    }
    let rest = bytes[(colon + 1)...]
    switch String(decoding: bytes[..<colon], as: UTF8.self).lowercased() {
    case "http": self = LinkTarget.web("http:", rest)
    case "https": self = LinkTarget.web("https:", rest)
    case "mailto" where !rest.isEmpty:
      self = .mail("mailto:" + LinkTarget.encoded(rest))
    default: break
    }
  }

  /// The index of the colon that ends a scheme, or nil if the address has none.
  private static func endOfScheme(_ bytes: ArraySlice<UInt8>) -> Int? {
    for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == bytes.startIndex { return nil }
      case UInt8(ascii: ":"): return index == bytes.startIndex ? nil : index
      default: return nil
      }
    }
    return nil
  }

  /// An address of the web from what follows its scheme; refused without `//` and a sound host.
  private static func web(_ scheme: String, _ rest: ArraySlice<UInt8>) -> LinkTarget {
    guard rest.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) else { return .refused }
    let afterSlashes = rest.dropFirst(2)
    let pathStart =
      afterSlashes.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
      ?? afterSlashes.endIndex
    guard let authority = WebAuthority(afterSlashes[..<pathStart]) else { return .refused }
    return .web("\(scheme)//\(authority.text)\(encoded(afterSlashes[pathStart...]))")
  }

  /// An address with all escaped that the URL standard does not allow in it, and all beyond ASCII.
  private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    var hasFragment = false
    for (index, byte) in zip(bytes.indices, bytes) {
      var isAllowed = (0x21..<0x80).contains(byte)
      switch byte {
      case UInt8(ascii: "%"): isAllowed = PercentDecoding.byte(bytes[(index + 1)...]) != nil
      case UInt8(ascii: "#"):
        isAllowed = !hasFragment
        hasFragment = true
      case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"), UInt8(ascii: "["),
        UInt8(ascii: "]"):
        isAllowed = false
      default: break
      }
      if isAllowed {
        result.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

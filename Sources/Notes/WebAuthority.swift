/// The user, host and port of an address of the web.
struct WebAuthority {
  let text: String

  /// Nil for what is no sound host: an empty one, one with characters no name has, a port out of range.
  init?(_ bytes: ArraySlice<UInt8>) {
    var host = bytes
    if let at = bytes.lastIndex(of: UInt8(ascii: "@")) {
      let user = bytes[..<at].filter { $0 != UInt8(ascii: ":") }
      guard WebAuthority.isName(user[...]) else { return nil }
      host = bytes[(at + 1)...]
    }
    let hasBrackets = host.first == UInt8(ascii: "[")
    var nameEnd = host.lastIndex(of: UInt8(ascii: ":")) ?? host.endIndex
    if hasBrackets {
      guard let bracket = host.firstIndex(of: UInt8(ascii: "]")) else { return nil }
      nameEnd = bracket + 1
    }
    guard WebAuthority.isPort(host[nameEnd...]) else { return nil }
    let name = host[..<nameEnd]
    let isName = hasBrackets ? WebAuthority.isVersion6(name.dropFirst().dropLast()) : WebAuthority.isName(name)
    guard isName, !name.isEmpty else { return nil }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// Whether all is letters and digits of any script, dots, hyphens and underscores.
  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case ".", "-", "_": true
      default: scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      }
    }
  }

  /// Nothing, or a colon and a number that a port can have.
  private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == UInt8(ascii: ":") else { return bytes.isEmpty }
    let digits = bytes.dropFirst()
    guard digits.count <= 5, digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return false
    }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } <= 65_535
  }

  private static func isVersion6(_ bytes: ArraySlice<UInt8>) -> Bool {
    let isHexadecimal = bytes.allSatisfy {
      $0 == UInt8(ascii: ":") || Character(Unicode.Scalar($0)).isHexDigit
    }
    return isHexadecimal && bytes.count >= 2 && bytes.count < 40 && bytes.contains(UInt8(ascii: ":"))
  }
}

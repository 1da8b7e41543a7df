/// The path of a request, taken apart and decoded.
struct RequestPath: Sendable, Hashable {
  /// Never empty, `.` or `..`, and without a slash, a backslash or a control character.
  var names: [String]
  /// Whether it ends with a slash.
  var isFolder: Bool
  /// Behind the `?`, as it came; nil where there is none.
  var query: String?

  enum Failure: Error {
    /// No path that anybody who means no harm sends: `..`, an encoded slash, a NUL, broken escapes.
    case refused
  }

  /// - Parameter target: as in the first line of a request (RFC 9112, 3.2): a path, or a whole address.
  init(_ target: String) throws(Failure) {
    var rest = target[...]
    if rest.hasPrefix("http://") || rest.hasPrefix("https://") {
      guard let mark = rest.firstRange(of: "://") else { throw .refused }
      rest = rest[mark.upperBound...]
      rest = rest.firstIndex(of: "/").map { rest[$0...] } ?? "/"
    }
    guard rest.hasPrefix("/") else { throw .refused }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    let parts = rest.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    isFolder = parts.last?.isEmpty ?? true
    names = []
    for part in isFolder ? parts.dropLast() : parts[...] { names.append(try RequestPath.name(part)) }
  }

  private static func name(_ part: Substring) throws(Failure) -> String {
    var bytes: [UInt8] = []
    var rest = part.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else { throw .refused }
      bytes.append(high << 4 | low)
    }
    let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
    guard isPlain, !bytes.isEmpty, let name = String(validating: bytes, as: UTF8.self), name != ".", name != ".."
    else { throw .refused }
    return name
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Whether it leads to what is no page: the site's own records, files of editors.
  var isHidden: Bool { names.contains { $0.hasPrefix(".") } }

  /// The path of the same folder with a slash at its end, for a redirection.
  var asFolder: String {
    let path = names.map { "/" + RequestPath.encoded($0) }.joined() + "/"
    return query.map { path + "?" + $0 } ?? path
  }

  private static func encoded(_ name: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in name.utf8 {
      let isPlain =
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || "-._~".utf8.contains(byte)
      bytes += isPlain ? [byte] : [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

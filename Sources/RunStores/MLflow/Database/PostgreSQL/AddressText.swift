/// Addresses as messages and pages may show them.
enum AddressText {
  /// Names of parameters whose values are secrets.
  private static let secrets: Set<String> = ["password", "sslpassword"]

  /// An address without its passwords: `scheme://user@host/path?name=value`.
  ///
  /// Whatever stands between the first `:` and the last `@` is taken for a password, so that one whose signs are not
  /// escaped as they should be is not shown either.
  static func withoutPassword(_ address: String) -> String {
    let bytes = address.utf8
    guard let start = end(of: "://", in: bytes) else { return address }
    var shown = String(bytes[..<start]) ?? ""
    var rest = bytes[start...]
    if let at = rest.lastIndex(of: UInt8(ascii: "@")) {
      shown += String(rest[..<at].prefix { $0 != UInt8(ascii: ":") }) ?? ""
      rest = rest[at...]
    }
    let question = rest.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    shown += String(rest[..<question]) ?? ""
    guard question < bytes.endIndex else { return shown }
    let parameters = bytes[bytes.index(after: question)...].split(separator: UInt8(ascii: "&")).filter { parameter in
      !secrets.contains((String(parameter.prefix { $0 != UInt8(ascii: "=") }) ?? "").lowercased())
    }
    guard !parameters.isEmpty else { return shown }
    return shown + "?" + parameters.map { String($0) ?? "" }.joined(separator: "&")
  }

  private static func end(of mark: String, in bytes: String.UTF8View) -> String.Index? {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      if bytes[start...].starts(with: mark.utf8) { return bytes.index(start, offsetBy: mark.utf8.count) }
      start = bytes.index(after: start)
    }
    return nil
  }
}

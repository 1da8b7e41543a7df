/// Addresses of stores, such as `https://host:5000/mlflow`, taken apart.
///
/// A password in one is told to the server and to nobody else: what is shown, kept and published is `shown`.
public struct StoreAddress: Sendable, Hashable {
  /// In small letters: `https`.
  public private(set) var scheme: String
  /// User and password as they were written, with `%` escapes; nil where there is none.
  let userInfo: String?
  /// The host and, behind a colon, the port where one is given.
  let authority: String
  /// Empty or with a slash before it and none behind it; query and fragment are left out.
  let path: String
  /// Whether a character in the password, such as `#`, ends the host for everybody who goes by RFC 3986.
  let isAmbiguous: Bool

  /// Whether a location is an address and not a path.
  public static func isAddress(_ location: String) -> Bool { location.contains("://") }

  /// A location as it may be shown: of an address without user, password, query and fragment.
  public static func shown(_ location: String) -> String { StoreAddress(location)?.shown ?? location }

  /// - Returns: nil for a path.
  public init?(_ location: String) {
    guard let mark = location.firstRange(of: "://") else { return nil }
    scheme = location[..<mark.lowerBound].lowercased()
    var rest = location[mark.upperBound...]
    var end = StoreAddress.endOfAuthority(rest)
    if let at = rest[..<end].lastIndex(of: "@") {
      userInfo = String(rest[..<at])
      isAmbiguous = false
      rest = rest[rest.index(after: at)...]
    } else if StoreAddress.port(of: rest[..<end]) == .some(nil), let at = rest.lastIndex(of: "@") {
      // `user:pass#word@host`: nothing before the `@` may be shown.
      userInfo = String(rest[..<at])
      isAmbiguous = true
      rest = rest[rest.index(after: at)...]
      end = StoreAddress.endOfAuthority(rest)
    } else {
      userInfo = nil
      isAmbiguous = false
    }
    authority = rest[..<end].lowercased()
    var path = rest[end...].prefix { $0 != "?" && $0 != "#" }
    while path.last == "/" { path.removeLast() }
    self.path = String(path)
  }

  /// Without user, password, query, fragment and a slash at the end.
  public var shown: String { "\(scheme)://\(authority)\(path)" }

  /// The same address with another scheme.
  func withScheme(_ scheme: String) -> StoreAddress {
    var other = self
    other.scheme = scheme
    return other
  }

  /// The name of the host without its port.
  public var host: String {
    guard StoreAddress.port(of: authority[...]) != nil, let colon = authority.lastIndex(of: ":") else {
      return authority
    }
    return String(authority[..<colon])
  }

  /// The port behind a host; the inner nil for one that is no number, the outer where there is none.
  var port: Int?? { StoreAddress.port(of: authority[...]) }

  /// The port a connection goes to.
  var portInUse: Int? { port.flatMap { $0 } ?? (scheme == "https" ? 443 : scheme == "http" ? 80 : nil) }

  private static func endOfAuthority(_ text: Substring) -> Substring.Index {
    text.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? text.endIndex
  }

  private static func port(of authority: Substring) -> Int?? {
    guard let colon = authority.lastIndex(of: ":"), authority.last != "]" else { return nil }
    let digits = authority[authority.index(after: colon)...]
    guard let port = UInt16(digits), digits.first?.isNumber == true else { return .some(nil) }
    return Int(port)
  }
}

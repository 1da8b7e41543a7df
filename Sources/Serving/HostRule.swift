/// Which names a server answers to.
///
/// Who lets a name of their own point to 127.0.0.1 could otherwise read, from a page in somebody's browser, what is
/// served to that machine only (DNS rebinding).
public struct HostRule: Sendable {
  /// Nil for every name.
  private let names: Set<String>?

  /// Every name.
  public static let any = HostRule(names: nil)

  /// Names of this machine for itself, and some more.
  public static func loopback(and more: [String]) -> HostRule {
    HostRule(names: Set(more.map { $0.lowercased() }))
  }

  private init(names: Set<String>?) { self.names = names }

  /// - Parameter host: the value of a `Host` header, with or without a port; nil where there was none.
  func fits(_ host: String?) -> Bool {
    guard let names else { return true }
    // HTTP/1.0 asks without one; no browser does.
    guard let host else { return true }
    let name = HostRule.withoutPort(host.lowercased())
    return names.contains(name) || name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
      || HostRule.isLoopbackNumber(name)
  }

  private static func withoutPort(_ host: String) -> String {
    guard let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") else { return host }
    let port = host[host.index(after: colon)...]
    return port.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? String(host[..<colon]) : host
  }

  /// 127.0.0.0/8.
  private static func isLoopbackNumber(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0) != nil && $0.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } }
  }
}

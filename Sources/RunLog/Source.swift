/// The revision of the code that a run runs.
public struct Source: Sendable, Hashable {
  public var repository: String?
  public var branch: String?
  public var commit: String?
  /// Whether the code has changes that are in no commit; nil if that is not known.
  public var isDirty: Bool?

  public init(repository: String? = nil, branch: String? = nil, commit: String? = nil, isDirty: Bool? = nil) {
    self.repository = repository
    self.branch = branch
    self.commit = commit
    self.isDirty = isDirty
  }

  var members: LogValue? {
    var members: [String: LogValue] = [:]
    members["repository"] = repository.map(LogValue.string)
    members["branch"] = branch.map(LogValue.string)
    members["commit"] = commit.map(LogValue.string)
    members["dirty"] = isDirty.map(LogValue.bool)
    return members.isEmpty ? nil : .object(members)
  }

  /// What Git keeps of the checkout that `folder` is in; nil where it is in none.
  ///
  /// No process is started, so whether there are changes stays open. A user or a password in the repository's
  /// address is left out.
  public static func ofCheckout(_ folder: String = ".") -> Source? {
    var place = System.absolute(folder)
    var git = place + "/.git"
    while !System.exists(git) {
      guard let slash = place.lastIndex(of: "/"), slash != place.startIndex else { return nil }
      place = String(place[..<slash])
      git = place + "/.git"
    }
    // A work tree has a file that says where its folder is, which shares what is not its own.
    if let link = text(git), link.hasPrefix("gitdir: ") {
      let path = String(link.dropFirst(8))
      git = path.hasPrefix("/") ? path : place + "/" + path
    }
    let common = text(git + "/commondir").map { $0.hasPrefix("/") ? $0 : git + "/" + $0 } ?? git
    guard let head = text(git + "/HEAD") else { return nil }
    var source = Source(repository: address(in: text(common + "/config") ?? ""))
    if head.hasPrefix("ref: ") {
      let reference = String(head.dropFirst(5))
      source.branch = reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : reference
      source.commit = text(git + "/" + reference) ?? text(common + "/" + reference) ?? packed(reference, in: common)
    } else {
      source.commit = head
    }
    return source
  }

  /// The text of a small file without the line feed at its end; nil where it cannot be read.
  private static func text(_ path: String) -> String? {
    guard let bytes = try? System.read(path) else { return nil }
    let end = bytes.lastIndex { $0 > 0x20 }.map { $0 + 1 } ?? 0
    return String(decoding: bytes[..<end], as: UTF8.self)
  }

  private static func packed(_ reference: String, in git: String) -> String? {
    text(git + "/packed-refs")?.split(separator: "\n").first { $0.hasSuffix(" " + reference) }
      .map { String($0.prefix { $0 != " " }) }
  }

  /// The address of `origin`.
  private static func address(in config: String) -> String? {
    var isOrigin = false
    for line in config.split(separator: "\n") {
      let line = line.drop { $0 == " " || $0 == "\t" }
      if line.hasPrefix("[") { isOrigin = line.hasPrefix("[remote \"origin\"]") }
      guard isOrigin, line.hasPrefix("url"), let sign = line.firstIndex(of: "=") else { continue }
      let address = line[line.index(after: sign)...].drop { $0 == " " }
      guard let scheme = address.firstRange(of: "://") else { return String(address) }
      let rest = address[scheme.upperBound...]
      let host = rest.prefix { $0 != "/" }
      guard let at = host.lastIndex(of: "@") else { return String(address) }
      return String(address[..<scheme.upperBound] + rest[rest.index(after: at)...])
    }
    return nil
  }
}

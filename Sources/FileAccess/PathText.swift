internal import Glibc

/// Paths as text.
public enum PathText {
  /// The part after the last `/`, trailing slashes aside.
  public static func lastPart(of path: String) -> String {
    let trimmed = withoutTrailingSlash(path)
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return trimmed }
    return String(trimmed[trimmed.index(after: slash)...])
  }

  /// The part before the last `/`; `.` where there is none.
  public static func parent(of path: String) -> String {
    let trimmed = withoutTrailingSlash(path)
    guard let slash = trimmed.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// The path without slashes at its end, but for the root's.
  public static func withoutTrailingSlash(_ path: String) -> String {
    var rest = Substring(path)
    while rest.utf8.count > 1, rest.utf8.last == UInt8(ascii: "/") { rest = rest.dropLast() }
    return String(rest)
  }

  /// The path with links and `..` resolved, or nil if nothing stands there.
  public static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// The path with links resolved, as far as it exists; the rest is appended as written.
  public static func resolvedOrFuture(_ path: String) -> String? {
    if let known = resolved(path) { return known }
    let above = parent(of: path)
    guard above != path, let known = resolvedOrFuture(above) else { return nil }
    return known + "/" + lastPart(of: path)
  }

  /// Whether `path` is `folder` or lies below it; both resolved beforehand.
  public static func isInside(_ path: String, folder: String) -> Bool {
    path == folder || path.hasPrefix(folder == "/" ? "/" : folder + "/")
  }
}

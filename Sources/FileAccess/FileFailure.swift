internal import Glibc

/// Why a file could not be read or written, in the system's words.
public struct FileFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public var path: String
  public var reason: String

  public init(_ path: String, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// From the value of `errno`.
  init(_ path: String, _ code: Int32) {
    self.path = path
    reason = String(cString: strerror(code)).lowercased()
  }

  public var description: String { "\(path): \(reason)" }
}

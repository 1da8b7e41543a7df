internal import Glibc

/// Why something could not be logged, and what to do about it.
///
/// What was logged before is kept whenever one of these is thrown.
public struct RunLogError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Kind: Sendable, Hashable {
    /// The disk, or a quota, is full.
    case noSpace
    /// The place may not be written to.
    case notPermitted
    /// There is no such run, or no longer.
    case notFound
    /// There is a run of that id already.
    case exists
    /// A name or a value that the format has no place for.
    case invalid
    /// This `Run` was finished before.
    case ended
    /// `run.json` is no JSON object.
    case damaged
    /// Anything else the system says.
    case system
  }

  public let kind: Kind
  /// One sentence with the path and the system's words, one with what to do.
  public let description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  /// What the system refused.
  ///
  /// - Parameters:
  ///   - action: what was tried, to follow "cannot".
  ///   - code: the value of `errno`.
  init(_ action: String, _ path: String, _ code: Int32) {
    let advice: String
    switch code {
    case ENOSPC, EDQUOT, EFBIG:
      kind = .noSpace
      advice = "Free some space and try again; what was logged before is kept."
    case EACCES, EPERM, EROFS:
      kind = .notPermitted
      advice = "Give this user the right to write there, or name another store."
    case ENOENT, ENOTDIR, ESTALE:
      kind = .notFound
      advice = "Check the path, and that nobody removed the folder."
    case ENAMETOOLONG:
      kind = .invalid
      advice = "Take a shorter name."
    case ELOOP:
      kind = .notPermitted
      advice = "Remove the link: what is written through one is in no run."
    case EMFILE, ENFILE:
      kind = .system
      advice = "Close files, or raise the limit (ulimit -n)."
    default:
      kind = .system
      advice = "What was logged before is kept."
    }
    description = "cannot \(action) \(path): \(String(cString: strerror(code)).lowercased()). \(advice)"
  }

  /// Something else stands where a file is to be.
  ///
  /// - Parameter action: as above.
  static func noFile(_ action: String, _ path: String) -> RunLogError {
    RunLogError(.notPermitted, "cannot \(action) \(path): it is no regular file. Remove it, or name another folder.")
  }
}

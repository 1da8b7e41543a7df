internal import Glibc

/// A system call that failed, without the path, which its caller knows and may never need as text.
struct SystemFailure: Error {
  /// In the system's words, in small letters.
  var reason: String
  /// True where there is simply nothing of that name.
  var isAbsence: Bool

  init(reason: String) {
    self.reason = reason
    isAbsence = false
  }

  /// From the value of `errno`.
  init(_ code: Int32) {
    // O_NOFOLLOW answers ELOOP for a link.
    reason = code == ELOOP ? "symbolic link, not followed" : String(cString: strerror(code)).lowercased()
    isAbsence = code == ENOENT
  }
}

/// Why a request to a tracking server gave nothing.
struct ServerFailure: Error, Hashable, CustomStringConvertible {
  enum Problem: Hashable {
    /// No whole answer came: the connection failed or broke.
    ///
    /// - Parameter isLasting: whether another try would end the same: a name nobody knows, a certificate nobody trusts.
    case noAnswer(String, isLasting: Bool)
    /// No whole answer came in the time there is; another try would cost as much once more.
    case tooSlow(String)
    /// An answer that is an error.
    ///
    /// - Parameters:
    ///   - reason: what the server says.
    ///   - hasCredentials: whether it was told who asks.
    case status(Int, reason: String?, hasCredentials: Bool)
    /// A body of more bytes than are taken.
    case tooLarge(limit: Int)
    /// A redirection that is not followed.
    case redirection(String)
    /// An answer in which something else was expected.
    case content(String)
  }

  var problem: Problem

  init(_ problem: Problem) { self.problem = problem }

  var status: Int? {
    if case .status(let code, _, _) = problem { return code }
    return nil
  }

  /// Whether the server, or what stands before it, was not able to answer just now.
  var isTransient: Bool {
    switch problem {
    case .noAnswer(_, let isLasting): !isLasting
    case .status(let code, _, _): ServerFailure.transientCodes.contains(code)
    case .tooSlow, .tooLarge, .redirection, .content: false
    }
  }

  var isNoAnswer: Bool {
    switch problem {
    case .noAnswer, .tooSlow: true
    case .status, .tooLarge, .redirection, .content: false
    }
  }

  /// Whether it says nothing of what was asked for but something of the server as a whole.
  var isOfServer: Bool { isNoAnswer || isTransient || status == 401 }

  private static let transientCodes: Set<Int> = [408, 429, 502, 503, 504]

  /// What is wrong and what may be done, without the address.
  var description: String {
    switch problem {
    case .noAnswer(let reason, _), .tooSlow(let reason), .redirection(let reason), .content(let reason): return reason
    case .tooLarge(let limit): return "the answer is larger than \(limit / 1_000_000) MB"
    case .status(let code, let reason, let hasCredentials):
      let words = ServerFailure.words(for: code, hasCredentials: hasCredentials)
      return "\(words) (HTTP \(code))" + (reason.map { ": \($0)" } ?? "")
    }
  }

  private static func words(for code: Int, hasCredentials: Bool) -> String {
    switch code {
    case 401 where hasCredentials: "the server does not accept the token or password it was given"
    case 401, 403:
      hasCredentials
        ? "access is refused to the owner of this token or password"
        : "the server asks who is there: give the name of a variable with a token as --token-env NAME, "
          + "or set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD"
    case 404: "nothing there"
    case 429: "the server is asked too often"
    case 502, 503, 504: "the server is not available"
    case 500...: "the server failed"
    default: "the server refuses the request"
    }
  }
}

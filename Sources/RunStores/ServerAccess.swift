/// What a tracking server is told of who asks it, and which certificates are trusted beside the system's.
///
/// It is not shown, kept or published, and its description says nothing.
public struct ServerAccess: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
  enum Credentials: Sendable, Hashable {
    case token(String)
    case password(user: String, String)
  }

  /// Why what a server is to be told cannot be sent.
  public struct Fault: Error, CustomStringConvertible {
    public let description: String
  }

  var credentials: Credentials?
  /// A file of certificates in PEM.
  var certificates: String?

  public static let none = ServerAccess()

  private init() {}

  /// What the environment says, with the variables of MLflow's own client.
  ///
  /// - Parameters:
  ///   - tokenVariable: the name of a variable with a token, which goes before the others.
  ///   - variable: the value of a variable of the environment.
  /// - Throws: `Fault` if the token named cannot be had or sent.
  public init(tokenVariable: String?, environment variable: (String) -> String?) throws(Fault) {
    func value(_ name: String) -> String? {
      // Files with secrets end with a line feed.
      guard let text = variable(name)?.trimmed, !text.isEmpty else { return nil }
      return text
    }
    certificates = value("MLFLOW_TRACKING_SERVER_CERT_PATH")
    if let tokenVariable {
      // What was given may be a token by mistake, so it is not repeated.
      guard let token = value(tokenVariable) else {
        throw Fault(
          description: "--token-env takes the name of an environment variable; none of that name holds a text.")
      }
      credentials = .token(token)
    } else if let user = value("MLFLOW_TRACKING_USERNAME"), let password = variable("MLFLOW_TRACKING_PASSWORD") {
      credentials = .password(user: user, password)
    } else if let token = value("MLFLOW_TRACKING_TOKEN") {
      credentials = .token(token)
    }
    if case .token(let token) = credentials, !token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
      throw Fault(description: "The token for the tracking server holds spaces or other characters that no token has.")
    }
  }

  public var description: String { "ServerAccess" }

  public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension ServerAccess.Credentials {
  /// User and password as they stand in an address, percent-encoded; nil if that is no text.
  init?(userInfo: String) {
    let parts = userInfo.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let user = Self.unescaped(parts[0]), let password = Self.unescaped(parts.count > 1 ? parts[1] : "") else {
      return nil
    }
    self = .password(user: user, password)
  }

  private static func unescaped(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      // A sign before one digit would be a number, too.
      guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

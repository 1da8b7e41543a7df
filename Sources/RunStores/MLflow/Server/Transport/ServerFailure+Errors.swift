internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOHTTPCompression
internal import NIOPosix
internal import NIOSSL

extension ServerFailure {
  /// Says in words what the client met.
  ///
  /// Only kinds of errors are named: the text of some holds the headers, and with them the token.
  init(_ error: any Error, _ limits: ServerLimits) {
    switch error {
    case let failure as ServerFailure: self = failure
    case is ResponseAccumulator.ResponseTooBigError: self.init(.tooLarge(limit: limits.size))
    case let error as HTTPClientError: self.init(error, limits)
    case let error as NIOConnectionError: self.init(ServerFailure.problem(of: error))
    case let error as IOError: self.init(ServerFailure.problem(of: error))
    case is NIOSSLExtraError:
      self.init(.noAnswer("its certificate is of another host", isLasting: true))
    case let error as NIOSSLError: self.init(ServerFailure.problem(of: error))
    case ChannelError.connectTimeout:
      self.init(.noAnswer("no connection within \(Int(limits.connecting)) s", isLasting: true))
    case is ChannelError: self.init(.noAnswer("the connection broke", isLasting: false))
    case NIOHTTPDecompression.DecompressionError.limit: self.init(.tooLarge(limit: limits.size))
    default: self.init(.noAnswer("the answer is no HTTP (\(type(of: error)))", isLasting: false))
    }
  }

  private init(_ error: HTTPClientError, _ limits: ServerLimits) {
    switch error {
    case .readTimeout: self.init(.tooSlow("no answer within \(Int(limits.silence)) s"))
    case .deadlineExceeded: self.init(.tooSlow("no whole answer within \(Int(limits.answer)) s"))
    case .connectTimeout, .getConnectionFromPoolTimeout:
      self.init(.noAnswer("no connection within \(Int(limits.connecting)) s", isLasting: true))
    case .tlsHandshakeTimeout: self.init(.noAnswer("no TLS connection: is this a server of http://?", isLasting: true))
    case .invalidURL, .emptyHost, .emptyScheme:
      self.init(.noAnswer("not an address that can be asked", isLasting: true))
    case .remoteConnectionClosed, .uncleanShutdown:
      self.init(.noAnswer("the connection was closed before the answer", isLasting: false))
    default: self.init(.noAnswer(error.shortDescription.lowercased(), isLasting: false))
    }
  }

  private static func problem(of error: NIOConnectionError) -> Problem {
    if error.connectionErrors.isEmpty, error.dnsAError != nil || error.dnsAAAAError != nil {
      return .noAnswer("the host's name is not known", isLasting: true)
    }
    for single in error.connectionErrors {
      switch single.error {
      case let error as IOError: return problem(of: error)
      case ChannelError.connectTimeout: return .noAnswer("no connection could be made in time", isLasting: true)
      default: continue
      }
    }
    return .noAnswer("no connection could be made", isLasting: true)
  }

  private static func problem(of error: IOError) -> Problem {
    switch error.errnoCode {
    case ECONNREFUSED: .noAnswer("connection refused: is the server running, is the port right?", isLasting: true)
    case ECONNRESET, EPIPE: .noAnswer("the connection was reset", isLasting: false)
    default:
      .noAnswer("no connection: \(String(cString: strerror(error.errnoCode)).lowercased())", isLasting: true)
    }
  }

  private static func problem(of error: NIOSSLError) -> Problem {
    guard case .handshakeFailed(let cause) = error else {
      return .noAnswer("the TLS connection broke", isLasting: false)
    }
    let text = "\(cause)"
    if text.contains("CERTIFICATE_VERIFY_FAILED") {
      return .noAnswer(
        "its certificate is not trusted: name a file with the one of its issuer in MLFLOW_TRACKING_SERVER_CERT_PATH",
        isLasting: true)
    }
    if text.contains("WRONG_VERSION_NUMBER") || text.contains("HTTP_REQUEST") {
      return .noAnswer("answers without TLS: is it http:// instead of https://?", isLasting: true)
    }
    return .noAnswer("no TLS connection can be made", isLasting: false)
  }
}

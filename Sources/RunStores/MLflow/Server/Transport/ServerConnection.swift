internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOSSL
internal import Synchronization

/// The one place where the house, which waits, meets a client that does not: a request is made and waited for.
///
/// Safe from any thread that may block; called from several at once. Requests are made again after failures that
/// pass (`RetryRule`). The credentials go to the server's own host and to no other.
final class ServerConnection: Sendable {
  private let client: HTTPClient
  private let server: StoreAddress
  private let authorization: String?
  private let limits: ServerLimits
  private let state = Mutex(State())

  private struct State {
    /// Whether any answer came so far.
    var hasAnswered = false
    /// How many requests failed since the last answer, each after all its tries.
    var failures = 0
    /// What the last of them met.
    var lastFailure: ServerFailure?
  }

  /// Nothing is connected or started before the first request.
  init(to server: StoreAddress, access: ServerAccess, limits: ServerLimits = ServerLimits()) {
    self.server = server
    self.limits = limits
    authorization = access.credentials.map(ServerConnection.header)
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(limits.connecting), read: .seconds(limits.silence))
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.decompression = .enabled(limit: .size(limits.size))
    configuration.httpVersion = .http1Only
    if let certificates = access.certificates {
      var tls = TLSConfiguration.makeClientConfiguration()
      tls.additionalTrustRoots = [.file(certificates)]
      configuration.tlsConfiguration = tls
    }
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
  }

  deinit { client.shutdown { _ in } }

  /// The body of the answer to a request.
  ///
  /// - Throws: `ServerFailure` for any status but 200 and all that keeps an answer from coming.
  func answer(to request: ServerRequest) throws(ServerFailure) -> ByteBuffer {
    try refuseIfSilent()
    var tried = 0
    while true {
      var asked: Double?
      do {
        let body = try attempt(request, retryAfter: &asked)
        state.withLock { $0 = State(hasAnswered: true) }
        return body
      } catch {
        tried += 1
        let pause = isWorthAnotherTry(error) ? limits.retry.pause(after: tried, asked: asked) : nil
        guard let pause else {
          note(error)
          throw error
        }
        ServerConnection.sleep(pause)
      }
    }
  }

  // MARK: A server that went away

  /// After many failures in a row every further one would only cost its time.
  private func refuseIfSilent() throws(ServerFailure) {
    let last = state.withLock { $0.failures >= limits.failures ? $0.lastFailure : nil }
    guard let last else { return }
    throw ServerFailure(.noAnswer("not asked any more after \(limits.failures) failures: \(last)", isLasting: true))
  }

  private func note(_ failure: ServerFailure) {
    state.withLock { state in
      if !failure.isNoAnswer { state.hasAnswered = true }
      state.failures = failure.isTransient || failure.isNoAnswer ? state.failures + 1 : 0
      state.lastFailure = failure
    }
  }

  /// A server that was there a moment ago may be back in another; one that never was is misspelt.
  private func isWorthAnotherTry(_ failure: ServerFailure) -> Bool {
    guard case .noAnswer(_, isLasting: true) = failure.problem else { return failure.isTransient }
    return state.withLock { $0.hasAnswered }
  }

  // MARK: One try

  /// Makes a request once and follows where it is sent.
  private func attempt(_ request: ServerRequest, retryAfter: inout Double?) throws(ServerFailure) -> ByteBuffer {
    var url = request.url
    for _ in 0...limits.redirections {
      let response = try response(to: request, at: url)
      switch response.status.code {
      case 200:
        return response.body ?? ByteBuffer()
      case 301, 302, 303, 307, 308:
        url = try target(of: response, from: url)
      default:
        retryAfter = RetryRule.seconds(
          retryAfter: response.headers.first(name: "Retry-After"), now: ServerConnection.wallClock)
        throw ServerFailure(
          .status(
            Int(response.status.code), reason: ErrorText.reason(in: response.body ?? ByteBuffer()),
            hasCredentials: authorization != nil))
      }
    }
    throw ServerFailure(.redirection("sends from one address to the next, more than \(limits.redirections) times"))
  }

  private func response(to request: ServerRequest, at url: String) throws(ServerFailure) -> HTTPClient.Response {
    do {
      var headers = HTTPHeaders([("Accept", "application/json"), ("User-Agent", "runreport")])
      if let authorization, isServer(url) { headers.add(name: "Authorization", value: authorization) }
      if request.body != nil { headers.add(name: "Content-Type", value: "application/json") }
      let made = try HTTPClient.Request(
        url: url, method: request.body == nil ? .GET : .POST, headers: headers, body: request.body.map { .string($0) })
      return try client.execute(
        request: made, delegate: ResponseAccumulator(request: made, maxBodySize: limits.size),
        deadline: .now() + .seconds(limits.answer)
      ).wait()
    } catch {
      throw ServerFailure(error, limits)
    }
  }

  /// Where a redirection leads; method and body stay, as for any interface that is not pages.
  private func target(of response: HTTPClient.Response, from url: String) throws(ServerFailure) -> String {
    guard let written = response.headers.first(name: "Location"), let current = StoreAddress(url) else {
      throw ServerFailure(.redirection("sends elsewhere without saying where"))
    }
    let target: String
    if written.hasPrefix("//") {
      target = "\(current.scheme):\(written)"
    } else if written.hasPrefix("/") {
      target = "\(current.scheme)://\(current.authority)\(written)"
    } else {
      target = written
    }
    guard let address = StoreAddress(target), address.scheme == "https" || address.scheme == "http",
      address.userInfo == nil
    else { throw ServerFailure(.redirection("sends to an address that is none of http or https")) }
    guard address.scheme == "https" || current.scheme == "http" else {
      throw ServerFailure(.redirection("sends from https to http, \(address.shown), which is not followed"))
    }
    return target
  }

  /// Whether an address is one of the server the credentials are for: the same host and port, or the step from the
  /// usual port of http to that of https.
  private func isServer(_ url: String) -> Bool {
    guard let address = StoreAddress(url), address.host == server.host else { return false }
    let ports = (server.portInUse, address.portInUse)
    return ports.0 == ports.1 || (ports == (80, 443) && address.scheme == "https")
  }

  // MARK: Small things

  private static func header(_ credentials: ServerAccess.Credentials) -> String {
    switch credentials {
    case .token(let token): "Bearer \(token)"
    case .password(let user, let password):
      HTTPClient.Authorization.basic(username: user, password: password).headerValue
    }
  }

  private static func sleep(_ seconds: Double) {
    var pause = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    nanosleep(&pause, nil)
  }

  /// In milliseconds since 1970.
  private static var wallClock: Int64 { Int64(time(nil)) &* 1000 }
}

extension TimeAmount {
  fileprivate static func seconds(_ seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}

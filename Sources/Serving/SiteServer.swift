internal import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Serves the folder of a site over HTTP/1.1 until it is stopped.
///
/// The site may be built, and built anew, meanwhile: each file is opened when it is asked for.
public final class SiteServer: Sendable {
  /// `http://127.0.0.1:8000/`.
  public let address: String
  /// Whether only this machine can reach it.
  public let isLoopback: Bool
  private let group: MultiThreadedEventLoopGroup
  private let channel: any Channel
  private let connections: Connections

  /// A connection on which nothing happens for so long is closed.
  private static let idleLimit = TimeAmount.seconds(60)
  /// Answers that are under way have so long to come to their end.
  private static let grace = 2.0
  private static let threads = 2
  /// More at once are refused: each may keep a file open beside itself, and a process without descriptors can neither
  /// answer nor build.
  static var connectionLimit: Int { max(8, min(256, (sysconf(Int32(_SC_OPEN_MAX)) - 64) / 2)) }

  /// A browser's request is a hundredth of this.
  private static var decoderLimits: NIOHTTPDecoderLimitConfiguration {
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 16 << 10
    limits.maxHeaderListSize = 64 << 10
    limits.maxHeaderFieldCount = 100
    return limits
  }

  /// Listens at once.
  ///
  /// - Parameters:
  ///   - site: the folder; it need not be there yet.
  ///   - host: a name or number of this machine.
  ///   - port: 0 for a free one.
  ///   - names: other names that are answered to on the loopback, such as that of a proxy.
  ///   - told: called for each answer, from several threads.
  public init(
    site: String, host: String, port: Int, names: [String] = [],
    told: @escaping @Sendable (ServedRequest) -> Void = { _ in }
  ) throws(ServerFailure) {
    let group = MultiThreadedEventLoopGroup(numberOfThreads: SiteServer.threads)
    let connections = Connections()
    let limit = SiteServer.connectionLimit
    do {
      let socket = try SocketAddress.makeAddressResolvingHost(host, port: port)
      isLoopback = SiteServer.isLoopback(socket)
      let responder = SiteResponder(
        site: site, hosts: isLoopback ? .loopback(and: names + [host]) : .any)
      channel = try ServerBootstrap(group: group)
        .serverChannelOption(.backlog, value: 256)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { channel in
          channel.eventLoop.makeCompletedFuture {
            guard connections.add(channel, limit: limit) else { throw TooManyConnections() }
            try SiteServer.speakHTTP(on: channel, responder, told: told)
          }
        }
        .bind(to: socket).wait()
    } catch {
      try? group.syncShutdownGracefully()
      throw ServerFailure(host: host, port: port, reason: SiteServer.reason(error))
    }
    self.group = group
    self.connections = connections
    let shown = host.contains(":") ? "[\(host)]" : host
    address = "http://\(shown):\(channel.localAddress?.port ?? port)/"
  }

  /// Sets a connection up.
  static func speakHTTP(
    on channel: any Channel, _ responder: SiteResponder, told: @escaping @Sendable (ServedRequest) -> Void
  ) throws {
    let pipeline = channel.pipeline.syncOperations
    // Errors are answered by the handler, with the policy that all answers carry.
    try pipeline.configureHTTPServerPipeline(
      withErrorHandling: false, withEncoderConfiguration: .init(), withDecoderLimitConfiguration: decoderLimits)
    try pipeline.addHandler(IdleStateHandler(allTimeout: idleLimit))
    try pipeline.addHandler(ConnectionHandler(responder, told: told))
  }

  /// Takes no more requests, lets answers under way come to their end for a moment, and closes all connections.
  public func stop() {
    try? channel.close().wait()
    connections.quiesce()
    let patience = ContinuousClock.now + .seconds(SiteServer.grace)
    while !connections.isEmpty, ContinuousClock.now < patience { usleep(10_000) }
    try? group.syncShutdownGracefully()
  }

  private static func isLoopback(_ address: SocketAddress) -> Bool {
    switch address {
    case .v4: address.ipAddress?.hasPrefix("127.") == true
    case .v6: address.ipAddress == "::1"
    case .unixDomainSocket: true
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else {
      return error is SocketAddressError.UnknownHost ? "no such host" : "\(error)"
    }
    switch error.errnoCode {
    case EADDRINUSE: return "the port is in use; --port 0 takes a free one"
    case EACCES: return "not allowed; ports below 1024 are for the system"
    case EADDRNOTAVAIL: return "this machine has no such address"
    default: return String(cString: strerror(error.errnoCode)).lowercased()
    }
  }
}

extension SiteServer {
  /// Closes a connection before anything is read of it.
  private struct TooManyConnections: Error {}

  /// The connections that are open.
  fileprivate final class Connections: Sendable {
    private let open = Mutex<[ObjectIdentifier: any Channel]>([:])

    var isEmpty: Bool { open.withLock(\.isEmpty) }

    /// False, and nothing is added, where there are as many as there may be.
    func add(_ channel: any Channel, limit: Int) -> Bool {
      let id = ObjectIdentifier(channel)
      let isAdded = open.withLock { open in
        guard open.count < limit else { return false }
        open[id] = channel
        return true
      }
      guard isAdded else { return false }
      channel.closeFuture.whenComplete { [self] _ in
        open.withLock { _ = $0.removeValue(forKey: id) }
      }
      return true
    }

    /// Has each closed when it is done with what it was asked.
    func quiesce() {
      for channel in open.withLock({ Array($0.values) }) {
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
      }
    }
  }
}

import FileAccess
import NIOCore
import NIOHTTP1

/// One connection: requests in, answers out, one after the other.
///
/// A file is read as fast as whoever asked takes it, a quarter of a megabyte at a time.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let pieceSize = 1 << 18
  /// A request has so long to come in whole, byte by byte or at once.
  private static let requestLimit = TimeAmount.seconds(60)

  private let responder: SiteResponder
  private let told: @Sendable (ServedRequest) -> Void
  private var head: HTTPRequestHead?
  /// What of a file is still to be sent.
  private var sending: (file: OpenFile, rest: Range<Int64>)?
  /// Whether an answer has begun that has not ended.
  private var isAnswering = false
  /// Whether the answer that is under way, or was given, is the last one.
  private var isLast = false
  /// Closes the connection of who takes too long to ask.
  private var deadline: Scheduled<Void>?

  init(_ responder: SiteResponder, told: @escaping @Sendable (ServedRequest) -> Void) {
    self.responder = responder
    self.told = told
  }

  func channelActive(context: ChannelHandlerContext) {
    awaitRequest(context)
    context.fireChannelActive()
  }

  private func awaitRequest(_ context: ChannelHandlerContext) {
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: ConnectionHandler.requestLimit) { channel.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // What comes behind a request that asks to close is no request (RFC 9112, 9.6).
    guard !isLast else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      // Nothing that may come with it is waited for.
      if head.method != .GET, head.method != .HEAD { answer(head, context, closes: true) }
    case .body: break
    case .end:
      if let head { answer(head, context, closes: !head.isKeepAlive) }
    }
  }

  private func answer(_ head: HTTPRequestHead, _ context: ChannelHandlerContext, closes: Bool) {
    self.head = nil
    let response = responder.respond(to: SiteRequest(head))
    told(ServedRequest(method: head.method.rawValue, target: head.uri, status: response.status))
    send(response, head.version, context, closes: closes)
  }

  private func send(
    _ response: SiteResponse, _ version: HTTPVersion, _ context: ChannelHandlerContext, closes: Bool
  ) {
    deadline?.cancel()
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    (isAnswering, isLast) = (true, closes)
    if closes { headers.replaceOrAdd(name: "Connection", value: "close") }
    let line = HTTPResponseHead(
      version: version, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
    context.write(wrapOutboundOut(.head(line)), promise: nil)
    switch response.body {
    case .none: end(context)
    case .bytes(let bytes):
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: bytes)))), promise: nil)
      end(context)
    case .file(let file, let part):
      sending = (file, part)
      sendMore(context)
    }
  }

  /// Sends until the other side cannot take more at once.
  private func sendMore(_ context: ChannelHandlerContext) {
    while let (file, rest) = sending, context.channel.isWritable {
      guard !rest.isEmpty else {
        sending = nil
        return end(context)
      }
      let wanted = Int(min(Int64(ConnectionHandler.pieceSize), Int64(rest.count)))
      var buffer = context.channel.allocator.buffer(capacity: wanted)
      let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: wanted) { bytes in
        file.read(at: rest.lowerBound, into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<wanted]))
      }
      // A file that was cut short cannot be sent as it was told.
      guard count == wanted else {
        sending = nil
        return context.close(promise: nil)
      }
      sending = (file, rest.lowerBound + Int64(count)..<rest.upperBound)
      context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
    }
  }

  private func end(_ context: ChannelHandlerContext) {
    isAnswering = false
    guard isLast else {
      awaitRequest(context)
      // The next request may be handed in while this is written.
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
      return
    }
    let channel = context.channel
    context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    sendMore(context)
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    sending = nil
    deadline?.cancel()
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  /// What is no HTTP is answered as anything else, and the connection is closed: what follows cannot be read either.
  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is HTTPParserError, !isAnswering, !isLast {
      let response = SiteResponder.malformed
      told(ServedRequest(method: "-", target: "-", status: response.status))
      send(response, .http1_1, context, closes: true)
    }
    context.close(promise: nil)
  }
}

extension SiteRequest {
  fileprivate init(_ head: HTTPRequestHead) {
    self.init(
      method: head.method.rawValue, target: head.uri,
      // Two of them are no name of any machine.
      host: head.headers["Host"].isEmpty ? nil : head.headers["Host"].joined(separator: ","),
      range: head.headers.first(name: "Range"), ifRange: head.headers.first(name: "If-Range"),
      ifNoneMatch: head.headers["If-None-Match"].isEmpty
        ? nil : head.headers["If-None-Match"].joined(separator: ","),
      ifModifiedSince: head.headers.first(name: "If-Modified-Since"))
  }
}

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

  private let responder: SiteResponder
  private let told: @Sendable (ServedRequest) -> Void
  private var head: HTTPRequestHead?
  /// What of a file is still to be sent.
  private var sending: (file: OpenFile, rest: Range<Int64>)?
  private var isLast = false

  init(_ responder: SiteResponder, told: @escaping @Sendable (ServedRequest) -> Void) {
    self.responder = responder
    self.told = told
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
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
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    isLast = closes
    if closes { headers.replaceOrAdd(name: "Connection", value: "close") }
    let line = HTTPResponseHead(
      version: head.version, status: HTTPResponseStatus(statusCode: response.status), headers: headers)
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
    let done = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    guard isLast else { return }
    let channel = context.channel
    done.whenComplete { _ in channel.close(promise: nil) }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    sendMore(context)
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    sending = nil
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

extension SiteRequest {
  fileprivate init(_ head: HTTPRequestHead) {
    self.init(
      method: head.method.rawValue, target: head.uri, host: head.headers.first(name: "Host"),
      range: head.headers.first(name: "Range"), ifRange: head.headers.first(name: "If-Range"),
      ifNoneMatch: head.headers["If-None-Match"].isEmpty
        ? nil : head.headers["If-None-Match"].joined(separator: ","),
      ifModifiedSince: head.headers.first(name: "If-Modified-Since"))
  }
}

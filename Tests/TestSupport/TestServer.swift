import Glibc
import Synchronization

/// An HTTP server on the loopback for one test, on plain sockets, so that it can also answer as no server should.
public final class TestServer: Sendable {
  public struct Request: Sendable {
    public var method: String
    /// Below `/api/2.0/mlflow/`: `runs/search`; the whole path for others.
    public var path: String
    /// Decoded.
    public var query: [String: String]
    /// By names in small letters.
    public var headers: [String: String]
    public var body: String
  }

  public enum Reply: Sendable {
    case json(String)
    case status(Int, headers: [String: String] = [:], body: String = "")
    /// These bytes as they are, and the end of the connection.
    case raw(String)
    /// The connection is reset.
    case reset
    /// Nothing, until the server goes.
    case silence
  }

  public let port: UInt16
  private let listener: Int32
  private let answer: @Sendable (Request, _ number: Int) -> Reply
  private let received = Mutex<[Request]>([])
  private let isStopped = Atomic(false)

  /// - Parameter answer: gets each request and how many of the same path came before; called from several threads.
  public init(_ answer: @escaping @Sendable (Request, _ number: Int) -> Reply) {
    self.answer = answer
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        precondition(bind(listener, pointer, length) == 0 && listen(listener, 64) == 0, "no server for a test")
        getsockname(listener, pointer, &length)
      }
    }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    TestServer.thread { [weak self, listener] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0, let self else { break }
        TestServer.thread { [weak self] in
          while let self, self.serve(connection) {}
          close(connection)
        }
      }
      close(listener)
    }
  }

  deinit {
    isStopped.store(true, ordering: .relaxed)
    shutdown(listener, Int32(SHUT_RDWR))
  }

  public var address: String { "http://127.0.0.1:\(port)" }

  /// Every request so far, in order.
  public var requests: [Request] { received.withLock { $0 } }

  /// Answers one request; false at the end of the connection.
  private func serve(_ connection: Int32) -> Bool {
    guard let request = TestServer.read(connection) else { return false }
    let number = received.withLock { received in
      defer { received.append(request) }
      return received.count { $0.path == request.path }
    }
    switch answer(request, number) {
    case .json(let text):
      TestServer.write(TestServer.response(200, ["Content-Type": "application/json"], text), to: connection)
      return true
    case .status(let code, let headers, let body):
      TestServer.write(TestServer.response(code, headers, body), to: connection)
      return true
    case .raw(let text):
      TestServer.write(text, to: connection)
      return false
    case .reset:
      var atOnce = linger(l_onoff: 1, l_linger: 0)
      setsockopt(connection, SOL_SOCKET, SO_LINGER, &atOnce, socklen_t(MemoryLayout<linger>.size))
      return false
    case .silence:
      while !isStopped.load(ordering: .relaxed) { usleep(10_000) }
      return false
    }
  }

  // MARK: HTTP

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var head: String?
    var missing = 0
    while head == nil || missing > 0 {
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = Glibc.read(connection, &buffer, buffer.count)
      guard count > 0 else { return nil }
      bytes += buffer[..<count]
      guard bytes[0] != 0x16 else {
        // A TLS handshake.
        write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", to: connection)
        return nil
      }
      if head == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        let text = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        head = text
        bytes.removeSubrange(..<end.upperBound)
        missing = headers(in: text)["content-length"].flatMap(Int.init) ?? 0
        missing -= bytes.count
      } else if head != nil {
        missing -= count
      }
    }
    guard let head else { return nil }
    let first = head.prefix { $0 != "\r\n" }.split(separator: " ")
    guard first.count == 3 else { return nil }
    let target = first[1].split(separator: "?", maxSplits: 1)
    let api = "/api/2.0/mlflow/"
    var query: [String: String] = [:]
    for field in target.count > 1 ? target[1].split(separator: "&") : [] {
      let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      query[decoded(pair[0])] = pair.count > 1 ? decoded(pair[1]) : ""
    }
    return Request(
      method: String(first[0]),
      path: target[0].hasPrefix(api) ? String(target[0].dropFirst(api.count)) : String(target[0]), query: query,
      headers: headers(in: head), body: String(decoding: bytes, as: UTF8.self))
  }

  private static func headers(in head: String) -> [String: String] {
    var headers: [String: String] = [:]
    for line in head.split(separator: "\r\n").dropFirst() {
      let pair = line.split(separator: ":", maxSplits: 1)
      if pair.count == 2 { headers[pair[0].lowercased()] = String(pair[1].drop { $0 == " " }) }
    }
    return headers
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func response(_ code: Int, _ headers: [String: String], _ body: String) -> String {
    let lines = headers.map { "\($0.key): \($0.value)\r\n" }.sorted().joined()
    return "HTTP/1.1 \(code) Reason\r\nContent-Length: \(body.utf8.count)\r\n\(lines)\r\n\(body)"
  }

  private static func write(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  private static func thread(_ body: @escaping @Sendable () -> Void) {
    final class Work: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var handle = pthread_t()
    pthread_create(
      &handle, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, Unmanaged.passRetained(Work(body)).toOpaque())
    pthread_detach(handle)
  }
}

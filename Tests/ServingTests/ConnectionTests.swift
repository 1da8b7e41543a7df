import Foundation
import NIOCore
import NIOEmbedded
import TestSupport
import Testing

@testable import Serving

@Suite("A connection")
struct ConnectionTests {
  let folder: TemporaryFolder
  let channel: EmbeddedChannel

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(["index.html": "the page", "a.txt": "a text"])
    channel = EmbeddedChannel()
    let responder = SiteResponder(site: folder.path, hosts: .loopback(and: []))
    try SiteServer.speakHTTP(on: channel, responder, told: { _ in })
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func send(_ text: String) { _ = try? channel.writeInbound(ByteBuffer(string: text)) }

  private func answer() throws -> String {
    var text = ""
    while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
    return text
  }

  private static let plain = "GET /a.txt HTTP/1.1\r\nHost: localhost\r\n"

  @Test("answers requests that come at once in their order")
  func pipeline() throws {
    send(Self.plain + "\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n" + Self.plain + "\r\n")
    let parts = try answer().components(separatedBy: "HTTP/1.1 200 OK")
    #expect(parts.count == 4 && parts[1].contains("a text") && parts[2].contains("the page"))
    #expect(channel.isActive)
  }

  @Test(
    "answers nothing behind the last request: one that asks to close, or is refused",
    arguments: [
      plain + "Connection: close\r\n\r\n", plain.replacing("GET", with: "POST") + "Content-Length: 1\r\n\r\nx",
    ])
  func closing(_ last: String) throws {
    send(last + Self.plain + "\r\n" + Self.plain + "\r\n")
    channel.embeddedEventLoop.run()
    let answer = try answer()
    #expect(answer.components(separatedBy: "HTTP/1.1 ").count == 2, "\(answer)")
    #expect(answer.lowercased().contains("connection: close") && !channel.isActive)
  }

  @Test(
    "answers what is no request with the policy, and closes",
    arguments: [
      "GET\r\n\r\n", "\u{0}\u{1}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", plain + "Content-Length: -5\r\n\r\n",
      plain + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
      plain + "Transfer-Encoding: x\r\nContent-Length: 3\r\n\r\n",
      plain + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", plain + "X : y\r\n\r\n",
      plain + " folded\r\n\r\n",
      plain + "X: " + String(repeating: "a", count: 20_000) + "\r\n\r\n",
      plain + String(repeating: "X: " + String(repeating: "a", count: 8000) + "\r\n", count: 9) + "\r\n",
      plain + String(repeating: "X: a\r\n", count: 101) + "\r\n",
      "GET /" + String(repeating: "a", count: 20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ])
  func malformed(_ request: String) throws {
    send(request)
    channel.embeddedEventLoop.run()
    let answer = try answer()
    #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request"), "\(answer)")
    #expect(answer.contains("Content-Security-Policy: default-src 'none'") && answer.contains("nosniff"))
    #expect(!channel.isActive)
  }

  @Test("refuses a request with two hosts")
  func hosts() throws {
    send(Self.plain + "Host: evil.example\r\n\r\n")
    #expect(try answer().hasPrefix("HTTP/1.1 403"))
  }

  @Test("is closed when a request takes too long to come, however often a byte of it comes")
  func slowRequest() throws {
    send(Self.plain + "\r\n")
    #expect(try answer().hasPrefix("HTTP/1.1 200 OK"))
    send(Self.plain)
    for _ in 0..<59 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      send("X: y\r\n")
      #expect(channel.isActive)
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
  }

  @Test("is not closed while requests come one by one")
  func steadyRequests() throws {
    for _ in 0..<5 {
      channel.embeddedEventLoop.advanceTime(by: .seconds(40))
      send(Self.plain + "\r\n")
      #expect(try answer().hasPrefix("HTTP/1.1 200 OK"))
    }
    #expect(channel.isActive)
  }
}

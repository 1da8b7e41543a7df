import FileAccess
import Foundation
import TestSupport
import Testing

@testable import Serving

@Suite("Answering requests for a site")
struct SiteResponderTests {
  let folder: TemporaryFolder
  let responder: SiteResponder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write([
      "site/index.html": "<!DOCTYPE html><head><title>t</title>", "site/404.html": "<head><p>no such page",
      "site/runs/index.html": "all runs", "site/runs/a b.log": "0123456789", "site/.runreport": "mine",
      "secret.txt": "secret", "site/assets/site.js": "1",
    ])
    symlink(folder.path + "/secret.txt", folder.path + "/site/link.txt")
    symlink(folder.path, folder.path + "/site/up")
    mkfifo(folder.path + "/site/pipe", 0o600)
    responder = SiteResponder(site: folder.path + "/site", hosts: .loopback(and: ["proxy.example"]))
  }

  private func get(_ target: String, _ change: (inout SiteRequest) -> Void = { _ in }) -> SiteResponse {
    var request = SiteRequest(target: target, host: "127.0.0.1:8000")
    change(&request)
    return responder.respond(to: request)
  }

  private func text(_ response: SiteResponse) -> String {
    switch response.body {
    case .none: return ""
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .file(let file, let part):
      var bytes = [UInt8](repeating: 0, count: part.count)
      let count = bytes.withUnsafeMutableBytes { file.read(at: part.lowerBound, into: $0) }
      #expect(count == part.count)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test("gives files with their type, folders by their index, and the policy with everything")
  func files() {
    let page = get("/")
    #expect(page.status == 200 && page["Content-Type"] == "text/html; charset=utf-8")
    #expect(text(get("/runs/")) == "all runs")
    #expect(text(get("/runs/a%20b.log?x=1")) == "0123456789")
    #expect(get("/assets/site.js")["Content-Type"] == "text/javascript; charset=utf-8")
    #expect(text(get("http://127.0.0.1:8000/runs/")) == "all runs")
    let refusals = [get("/none"), get("/../x"), get("/", { $0.method = "POST" }), get("/", { $0.host = "evil" })]
    for response in [page] + refusals {
      #expect(response["Content-Security-Policy"]?.hasPrefix("default-src 'none'; img-src 'self'") == true)
      #expect(response["X-Content-Type-Options"] == "nosniff" && response["Referrer-Policy"] == "no-referrer")
    }
  }

  @Test("sends a folder without its slash to the one with it, and never to another machine")
  func folders() {
    let response = get("/runs?a=b")
    #expect(response.status == 308 && response["Location"] == "/runs/?a=b")
    #expect(get("//evil.example/runs").status == 400)
    #expect(get("/runs//").status == 400)
  }

  @Test(
    "refuses every way out of the site",
    arguments: [
      "/../secret.txt", "/runs/../../secret.txt", "/%2e%2e/secret.txt", "/%2E%2e/secret.txt", "/..%2fsecret.txt",
      "/runs/..%5c..%5csecret.txt", "/%2e%2e%2fsecret.txt", "/runs%2findex.html", "/index.html%00.txt",
      "/index.html\u{0}",
      "/%", "/%4", "/%zz", "/%c0%ae%c0%ae/secret.txt", "/./index.html", "/%2e/index.html", "index.html", "", "*",
      "/a%0d%0aSet-Cookie:%20x", "/..;/secret.txt", "/%252e%252e/secret.txt", "/link.txt", "/up/secret.txt", "/pipe",
      "/.runreport", "/%2erunreport", "/runs/index.html/", "/runs/index.html/x", "file:///etc/passwd",
      "/" + String(repeating: "a", count: 300),
    ])
  func wayOut(_ target: String) {
    let response = get(target)
    #expect(response.status == 400 || response.status == 404)
    #expect(!text(response).contains("secret") && !text(response).contains("mine"))
  }

  @Test("shows the site's own page for what is not there, with links that lead from the top")
  func notFound() {
    let response = get("/runs/none/deep.html")
    #expect(response.status == 404 && text(response) == "<head>\n<base href=\"/\"><p>no such page")
    #expect(response["Content-Length"] == String(text(response).utf8.count))
  }

  @Test(
    "gives a part of a file",
    arguments: [
      ("bytes=0-3", 206, "0123", "bytes 0-3/10"), ("bytes=4-", 206, "456789", "bytes 4-9/10"),
      ("bytes=-3", 206, "789", "bytes 7-9/10"), ("bytes=8-99", 206, "89", "bytes 8-9/10"),
      ("bytes=-99", 206, "0123456789", "bytes 0-9/10"), ("bytes=10-", 416, nil, "bytes */10"),
      ("bytes=-0", 416, nil, "bytes */10"), ("bytes=99999999999999999999-", 416, nil, "bytes */10"),
      ("bytes=0-99999999999999999999", 206, "0123456789", "bytes 0-9/10"), ("bytes=5-3", 200, "0123456789", nil),
      ("bytes=0-1,3-4", 200, "0123456789", nil), ("lines=1-2", 200, "0123456789", nil),
      ("bytes=a-b", 200, "0123456789", nil), ("bytes=--1", 200, "0123456789", nil), ("bytes=", 200, "0123456789", nil),
      ("bytes=-", 200, "0123456789", nil),
    ] as [(String, Int, String?, String?)])
  func ranges(_ range: String, _ status: Int, _ body: String?, _ told: String?) {
    let response = get("/runs/a%20b.log") { $0.range = range }
    #expect(response.status == status && response["Content-Range"] == told)
    if let body {
      #expect(text(response) == body && response["Content-Length"] == String(body.utf8.count))
    }
  }

  @Test("gives no second part of a file that is another one by now")
  func changedBetween() throws {
    let first = get("/runs/a%20b.log") { $0.range = "bytes=0-3" }
    let second = get("/runs/a%20b.log") { ($0.range, $0.ifRange) = ("bytes=4-", first["ETag"]) }
    #expect(second.status == 206)
    try folder.write(["site/runs/a b.log": "another text"])
    let third = get("/runs/a%20b.log") { ($0.range, $0.ifRange) = ("bytes=4-", first["ETag"]) }
    #expect(third.status == 200 && text(third) == "another text")
  }

  @Test("says so where a file is known already")
  func notModified() throws {
    let response = get("/runs/")
    let tag = try #require(response["ETag"])
    let date = try #require(response["Last-Modified"])
    for known in [tag, "W/" + tag, "\"x\", " + tag + " ", "*"] {
      let again = get("/runs/") { $0.ifNoneMatch = known }
      #expect(again.status == 304 && text(again) == "" && again["ETag"] == tag)
    }
    #expect(get("/runs/", { $0.ifModifiedSince = date }).status == 304)
    // What the tag says goes before what the date says.
    #expect(get("/runs/", { ($0.ifNoneMatch, $0.ifModifiedSince) = ("\"x\"", date) }).status == 200)
    #expect(get("/runs/", { $0.ifModifiedSince = "Thu, 01 Jan 1970 00:00:00 GMT" }).status == 200)
    #expect(get("/runs/", { $0.ifModifiedSince = "yesterday" }).status == 200)
  }

  @Test("tells the head of a file without its bytes, and changes nothing")
  func methods() {
    let head = get("/runs/") { $0.method = "HEAD" }
    #expect(head.status == 200 && text(head) == "" && head["Content-Length"] == "8")
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"] {
      let response = get("/") { $0.method = method }
      #expect(response.status == 405 && response["Allow"] == "GET, HEAD")
    }
  }

  @Test(
    "answers to names of its own machine only",
    arguments: [
      ("localhost", true), ("LOCALHOST:8000", true), ("127.0.0.1", true), ("127.1.2.3:1", true), ("[::1]:8000", true),
      ("[::1]", true), ("proxy.example:443", true), ("a.localhost", true), (nil, true), ("evil.example", false),
      ("127.0.0.1.evil.example", false), ("localhost.evil.example:8000", false), ("192.168.0.1", false), ("", false),
      ("127.0.0", false), ("evil.example:127.0.0.1", false), ("[::2]", false), ("127.0.0.+1", false),
    ] as [(String?, Bool)])
  func hosts(_ host: String?, _ isAnswered: Bool) {
    #expect((get("/", { $0.host = host }).status == 200) == isAnswered)
    let open = SiteResponder(site: folder.path + "/site", hosts: .any)
    #expect(open.respond(to: SiteRequest(target: "/", host: host)).status == 200)
  }

  @Test("asks for patience while the site is not built yet")
  func notBuilt() {
    let waiting = SiteResponder(site: folder.path + "/later", hosts: .any)
    let response = waiting.respond(to: SiteRequest(target: "/"))
    #expect(response.status == 503 && response["Refresh"] == "2")
    #expect(waiting.respond(to: SiteRequest(target: "/x")).status == 404)
  }

  @Test("writes and reads dates as HTTP does")
  func dates() {
    #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    for seconds in [0, 784_111_777, 1_795_407_127, 4_107_542_400] as [Int64] {
      #expect(HTTPDate.seconds(HTTPDate.text(seconds)) == seconds)
    }
    for text in ["", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 25:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"] {
      #expect(HTTPDate.seconds(text) == nil)
    }
  }
}

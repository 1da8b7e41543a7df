import Diagnostics
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("A tracking server that fails")
struct ServerFailureTests {
  /// Why a server gave nothing at all.
  private func failure(_ address: String, limits: ServerLimits = .quick) throws -> String {
    let failure = #expect(throws: StoreFailure.self) { try MLflowServerStore.open(address, limits: limits) }
    return try #require(failure).reason
  }

  private func failure(answering reply: TestServer.Reply, limits: ServerLimits = .quick) throws -> String {
    let server = TestServer { _, _ in reply }
    return try failure(server.address, limits: limits)
  }

  @Test("is asked again when it is busy, after the pause it wants")
  func waitsWhenBusy() throws {
    var fake = FakeTracking()
    fake.special = { request, number in
      request.path == "runs/get" && number < 2 ? .status(429, headers: ["Retry-After": number == 0 ? "1" : "0"]) : nil
    }
    let server = fake.start()
    let clock = ContinuousClock()
    var contents: ServerContents?
    let time = try clock.measure { contents = try ServerContents(server.address) }
    #expect(contents?.run("r1")?.series.count == 1)
    #expect(contents?.messages.isEmpty == true)
    #expect(server.requests.count { $0.path == "runs/get" } == 3)
    #expect(time > .seconds(1))
  }

  @Test("is not waited for when it asks for an hour")
  func doesNotWaitLong() throws {
    let reason = try failure(answering: .status(429, headers: ["Retry-After": "3600"]))
    #expect(reason == "the server is asked too often (HTTP 429)")
  }

  @Test("reads both forms of Retry-After")
  func readsRetryAfter() {
    let now: Int64 = 784_111_777_000
    #expect(RetryRule.seconds(retryAfter: "120", now: now) == 120)
    #expect(RetryRule.seconds(retryAfter: "Sun, 06 Nov 1994 08:49:47 GMT", now: now) == 10)
    #expect(RetryRule.seconds(retryAfter: "Sun, 06 Nov 1994 08:49:27 GMT", now: now) == 0)
    for text in [nil, "", "soon", "-5", "nan", "Sun, 06 Foo 1994 08:49:37 GMT", "a b c d e f"] {
      #expect(RetryRule.seconds(retryAfter: text, now: now) == nil, "\(text ?? "nothing")")
    }
  }

  @Test("waits twice as long each time, give or take a half, and not for ever")
  func backsOff() throws {
    let rule = RetryRule()
    for (tried, range) in [(1, 0.25...0.75), (2, 0.5...1.5), (3, 1.0...3.0), (4, 2.0...6.0)] {
      #expect(range.contains(try #require(rule.pause(after: tried, asked: nil))))
    }
    #expect(rule.pause(after: 5, asked: nil) == nil)
    #expect(rule.pause(after: 1, asked: 61) == nil)
    #expect(try #require(rule.pause(after: 1, asked: 20)) == 20)
  }

  @Test("is asked again after 503 and after connections that were reset or closed")
  func asksAgain() throws {
    var fake = FakeTracking()
    fake.special = { request, number in
      guard request.path == "metrics/get-history" else { return nil }
      switch number {
      case 0: return .status(503, body: "<html>")
      case 1: return .reset
      case 2: return .raw("")
      case 3: return .raw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"metrics\": [")
      default: return nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.run("r1")?.series.first?.values == [0.5])
    #expect(contents.messages.isEmpty)
    #expect(contents.loaded["r1"]?.isSettled == true)
  }

  @Test("costs the metric it does not give, and the run is read again by the next build")
  func losesOneMetric() throws {
    var fake = FakeTracking(runs: ["r1": ["bad", "good"], "r2": ["good"]])
    fake.special = { request, _ in
      request.query["metric_key"] == "bad" ? .status(503, body: #"{"message": "locked\u001b[2J"}"#) : nil
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.run("r1")?.series.map(\.name) == ["good"])
    #expect(contents.loaded["r1"]?.isSettled == false)
    #expect(contents.loaded["r2"]?.isSettled == true)
    #expect(
      contents.messages == [
        "metrics/get-history?run_id=r1: metric \"bad\": left out: the server is not available (HTTP 503): locked [2J"
      ])
    #expect(server.requests.count { $0.query["metric_key"] == "bad" } == 5)
  }

  @Test("costs the run it does not give")
  func losesOneRun() throws {
    var fake = FakeTracking(runs: ["r1": ["loss"], "r2": ["loss"], "r3": ["loss"]])
    fake.special = { request, _ in
      switch (request.path, request.query["run_id"]) {
      case ("runs/get", "r1"): .reset
      case ("runs/get", "r2"): .status(404, body: #"{"error_code": "RESOURCE_DOES_NOT_EXIST"}"#)
      default: nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.loaded["r1"]?.run == nil)
    #expect(contents.loaded["r1"]?.isSettled == false)
    #expect(contents.loaded["r2"]?.run == nil)
    #expect(contents.loaded["r2"]?.diagnostics.map(\.severity) == [.note])
    #expect(contents.run("r3") != nil)
  }

  @Test("is given up after many failures in a row")
  func givesUp() throws {
    let ids = (0..<40).map { "r\($0)" }
    var fake = FakeTracking(runs: Dictionary(uniqueKeysWithValues: ids.map { ($0, ["loss"]) }))
    fake.special = { request, _ in request.path == "runs/get" ? .reset : nil }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.loaded.values.count { $0.run == nil && !$0.isSettled } == 40)
    // Twelve, and those that were under way at the time.
    #expect(server.requests.count { $0.path == "runs/get" } <= (12 + 8) * 5)
    #expect(contents.messages.contains { $0.contains("not asked any more after 12 failures: the connection was") })
  }

  @Test("costs the listing when it stops while runs are listed, not half a site")
  func failsWhileListing() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in request.path == "runs/search" ? .status(502) : nil }
    let server = fake.start()
    #expect(try failure(server.address) == "the server is not available (HTTP 502)")
  }

  @Test("costs an experiment it does not want to show")
  func losesOneExperiment() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      switch request.path {
      case "experiments/search":
        return .json(#"{"experiments": [{"experiment_id": "1", "name": "a"}, {"experiment_id": "2", "name": "b"}]}"#)
      case "runs/search" where request.body.contains(#"["1"]"#):
        return .status(403, body: #"{"error_code": "PERMISSION_DENIED", "message": "not yours"}"#)
      default: return nil
      }
    }
    let server = fake.start()
    let contents = try ServerContents(server.address)
    #expect(contents.experiments.map(\.runs.count) == [0, 1])
    #expect(contents.messages.count == 1)
    #expect(contents.messages[0].hasSuffix("(HTTP 403): not yours"))
  }

  @Test("says in words what to do")
  func speaksPlainly() throws {
    #expect(try failure(answering: .status(401)).contains("--token-env NAME"))
    #expect(try failure(answering: .status(403)).contains("--token-env NAME"))
    #expect(try failure(answering: .status(404)).contains("no MLflow tracking server at this address"))
    #expect(try failure(answering: .status(200, body: "<!doctype html><h1>Hi")).contains("answers with a web page"))
    #expect(try failure(answering: .status(200)) == "the answer is empty, expected JSON")
    #expect(try failure(answering: .json("[]")).contains("the answer is not JSON: expected an object in braces"))
    #expect(try failure(answering: .json(#"{"experiments": 5}"#)) == #""experiments" should be a list, found 5"#)
    #expect(try failure(answering: .json(#"{"experiments": ["#)) == "the answer is cut short")
    #expect(try failure(answering: .raw("SSH-2.0-OpenSSH_9.2\r\n")).contains("the answer is no HTTP"))
    let unused = TestServer { _, _ in .reset }.port
    #expect(try failure("http://127.0.0.1:\(unused)").contains("connection refused"))
    #expect(try failure("http://no.such.host.invalid") == "the host's name is not known")
    let plain = FakeTracking().start()
    #expect(try failure("https://127.0.0.1:\(plain.port)").contains("is it http:// instead"))
  }

  @Test("is not waited for when it says nothing")
  func timesOut() throws {
    var limits = ServerLimits.quick
    limits.silence = 0.3
    #expect(try failure(answering: .silence, limits: limits).hasPrefix("no answer within"))
  }

  @Test("cannot fill the memory or the stack")
  func bounds() throws {
    var limits = ServerLimits.quick
    limits.size = 10_000
    let large = #"{"experiments": [], "x": "\#(String(repeating: "x", count: 20_000))"}"#
    #expect(try failure(answering: .json(large), limits: limits).contains("larger than"))
    let deep = #"{"a": \#(String(repeating: "[", count: 100_000))"#
    #expect(try failure(answering: .json(deep)).contains("nested less than 200 deep"))
  }

  @Test("is asked for smaller pages when one is too large or takes too long")
  func asksForLess() throws {
    var fake = FakeTracking()
    fake.special = { request, _ in
      if request.path == "runs/search" {
        if request.body.contains(": 1000") { return .status(504) }
        if request.body.contains(": 100,") || request.body.contains(": 100}") {
          return .json(String(repeating: " ", count: 20_000))
        }
      }
      return nil
    }
    let server = fake.start()
    var limits = ServerLimits.quick
    limits.size = 10_000
    #expect(try ServerContents(server.address, limits: limits).run("r1") != nil)
    #expect(server.requests.last { $0.path == "runs/search" }?.body.contains(#""max_results": 10}"#) == true)
  }

  @Test("cannot send in circles")
  func limitsRedirections() throws {
    let reply = TestServer.Reply.status(307, headers: ["Location": "/again"])
    #expect(try failure(answering: reply).contains("more than 5 times"))
    #expect(try failure(answering: .status(302)).contains("without saying where"))
    #expect(try failure(answering: .status(302, headers: ["Location": "file:///etc/passwd"])).contains("none of http"))
  }
}

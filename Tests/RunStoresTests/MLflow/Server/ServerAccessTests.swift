import FileAccess
import RunModel
import TestSupport
import Testing

@testable import RunStores

@Suite("Who asks a tracking server")
struct ServerAccessTests {
  private func access(_ environment: [String: String], token: String? = nil) throws -> ServerAccess {
    try ServerAccess(tokenVariable: token) { environment[$0] }
  }

  /// The `Authorization` that a server gets.
  private func sent(_ access: ServerAccess, userInfo: String = "") throws -> [String?] {
    let server = FakeTracking().start()
    let address = server.address.replacing("://", with: "://" + userInfo)
    _ = try MLflowServerStore.open(address, options: ReadingOptions(access: access))
    return server.requests.map { $0.headers["authorization"] }
  }

  @Test("is told by a token, a password or not at all")
  func authorizes() throws {
    #expect(try sent(.none) == [nil, nil])
    #expect(try sent(access(["T": " s3cret\n"], token: "T")) == ["Bearer s3cret", "Bearer s3cret"])
    #expect(try sent(access(["MLFLOW_TRACKING_TOKEN": "abc"])).first == "Bearer abc")
    let both = ["MLFLOW_TRACKING_TOKEN": "abc", "MLFLOW_TRACKING_USERNAME": "ana", "MLFLOW_TRACKING_PASSWORD": "pä:ss"]
    #expect(try sent(access(both)).first == "Basic YW5hOnDDpDpzcw==")
    #expect(try sent(access(both), userInfo: "bob:a%3Ab%40@").first == "Basic Ym9iOmE6YkA=")
  }

  @Test("is refused a token that is not there or cannot be one, without repeating it")
  func refusesTokens() {
    #expect(throws: ServerAccess.Fault.self) { try access([:], token: "dapi0123") }
    #expect(throws: ServerAccess.Fault.self) { try access(["T": "a b"], token: "T") }
    #expect(throws: ServerAccess.Fault.self) { try access(["MLFLOW_TRACKING_TOKEN": "a\r\nb"]) }
    do {
      _ = try access([:], token: "dapi0123")
    } catch {
      #expect(!"\(error)".contains("dapi0123"))
    }
  }

  @Test("is not shown by anything that holds it")
  func hides() throws {
    let options = ReadingOptions(access: try access(["T": "s3cret"], token: "T"))
    var text = "\(options) \(String(reflecting: options))"
    dump(options, to: &text)
    #expect(!text.contains("s3cret"))
  }

  @Test("is not told to another host")
  func keepsFromOthers() throws {
    let other = FakeTracking().start()
    // The other one stands under another name of this machine.
    let target = "http://localhost:\(other.port)/api/2.0/mlflow/"
    let server = TestServer { request, _ in .status(307, headers: ["Location": target + request.path]) }
    let access = try access(["T": "s3cret"], token: "T")
    let store = try MLflowServerStore.open(server.address, options: ReadingOptions(access: access))
    #expect(store.fingerprint(of: RunReference(key: "r1")) != nil)
    #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer s3cret" })
    #expect(other.requests.map(\.method) == ["POST", "POST"])
    #expect(other.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test("is not told to another port of the host either, but along a path of the same server")
  func keepsToServer() throws {
    let other = FakeTracking().start()
    let server = TestServer { request, _ in
      request.path.hasPrefix("/new/")
        ? .status(307, headers: ["Location": "http://127.0.0.1:\(other.port)/api/2.0/mlflow/experiments/search"])
        : .status(308, headers: ["Location": "/new/" + request.path])
    }
    let access = try access(["T": "s3cret"], token: "T")
    _ = try? MLflowServerStore.open(server.address, options: ReadingOptions(access: access))
    #expect(server.requests.first { $0.path.hasPrefix("/new/") }?.headers["authorization"] == "Bearer s3cret")
    #expect(!other.requests.isEmpty && other.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test("never shows a password that stands in an address")
  func hidesPasswords() throws {
    for (written, shown) in [
      ("http://host:5000/", "http://host:5000"),
      ("HTTPS://Bob:S3cret@Host/mlflow//", "https://host/mlflow"),
      ("http://bob:s3cret@host/?sas=s3cret#/experiments/1", "http://host"),
      ("http://bob:s3c@ret@host/a@b", "http://host/a@b"),
      ("http://bob:s3#cret@host:80", "http://host:80"),
      ("http://bob:s3/cret@host", "http://host"),
      ("http://[::1]:5000/x", "http://[::1]:5000/x"),
      (
        "azureml://westeurope.api.azureml.ms/mlflow/v1.0/subscriptions/s",
        "azureml://westeurope.api.azureml.ms/mlflow/v1.0/subscriptions/s"
      ),
      ("runs/http", "runs/http"),
    ] {
      #expect(StoreAddress.shown(written) == shown)
    }
    #expect(StoreAddress("http://u:p@[::1]:5000/x")?.host == "[::1]")
    #expect(StoreAddress("http://[::1]/x")?.host == "[::1]")
    #expect(StoreAddress("https://host:8443")?.host == "host")
  }

  @Test("of an address without a host, with a bad port or an unescaped password is told what is wrong")
  func refusesAddresses() throws {
    for (address, words) in [
      ("http://", "names no host"), ("http://host:port", "no port"), ("http://host:99999", "no port"),
      ("http://bob:s3#cret@host", "must be written as %23"), ("http://bob:%ff@host", "not percent-encoded text"),
      ("http://bob:%+f@host", "not percent-encoded text"), ("http://bob:%4@host", "not percent-encoded text"),
    ] {
      let failure = #expect(throws: StoreFailure.self) { try MLflowServerStore.open(address) }
      let message = try #require(failure).description
      #expect(message.contains(words))
      #expect(!message.contains("s3#cret") && !message.contains("bob"))
    }
  }

  @Test("reads a server below a path, and no folder is part of it")
  func readsBelowPaths() throws {
    let server = TestServer { request, _ in
      request.path == "/a/b/api/2.0/mlflow/experiments/search" ? .json("{}") : .status(404)
    }
    let store = try MLflowServerStore.open("http://u:p@127.0.0.1:\(server.port)/a/b/?x=1#/y")
    #expect(store.location == server.address + "/a/b")
    #expect(store.folders.isEmpty)
    #expect(store.resolvedPath == nil)
  }
}

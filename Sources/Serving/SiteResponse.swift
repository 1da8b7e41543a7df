import FileAccess

/// What is answered.
struct SiteResponse: Sendable {
  enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Some of a file.
    case file(OpenFile, Range<Int64>)
  }

  var status: Int
  var headers: [(name: String, value: String)] = []
  var body = Body.none

  init(_ status: Int) { self.status = status }

  /// A sentence for who asks for what is no page.
  init(_ status: Int, text: String) {
    self.init(status)
    set("Content-Type", "text/plain; charset=utf-8")
    set(body: Array((text + "\n").utf8))
  }

  /// The value of a header.
  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  mutating func set(_ name: String, _ value: String) {
    headers.removeAll { $0.name == name }
    headers.append((name, value))
  }

  mutating func set(body bytes: [UInt8]) {
    body = .bytes(bytes)
    set("Content-Length", String(bytes.count))
  }
}

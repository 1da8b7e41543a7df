/// One request to a server.
struct ServerRequest: Sendable {
  /// The whole address.
  var url: String
  /// JSON to send with POST; nil for GET.
  var body: String?
}

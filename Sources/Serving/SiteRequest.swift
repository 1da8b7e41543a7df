/// What somebody asks for, as far as it matters here.
struct SiteRequest: Sendable {
  var method = "GET"
  /// As in the first line of the request.
  var target: String
  var host: String?
  var range: String?
  var ifRange: String?
  var ifNoneMatch: String?
  var ifModifiedSince: String?
}

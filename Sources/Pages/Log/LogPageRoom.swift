/// How many bytes of lines a page has room for.
struct LogPageRoom: Sendable, Hashable {
  /// The first page, where findings are listed.
  var first: Int
  var other: Int
}

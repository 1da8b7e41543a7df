/// Where a part of a log begins that is rendered by itself, on any thread: some megabytes at the start of a line.
struct LogSection: Sendable, Hashable {
  /// In bytes from the start of the file.
  var offset: Int64
  /// From 1.
  var firstLine: Int
}

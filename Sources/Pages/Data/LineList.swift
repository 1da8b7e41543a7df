/// A file that is one JSON list with a line for each value, put together from pieces of its lines.
struct LineList {
  /// What was put together; may be taken away between pieces.
  var bytes = Array("[".utf8)
  private var hasValues = false

  /// - Parameter lines: what a `JSONWriter` of its own wrote, with a `newline` before each value.
  mutating func add(_ lines: [UInt8]) {
    guard !lines.isEmpty else { return }
    if hasValues { bytes.append(UInt8(ascii: ",")) }
    hasValues = true
    bytes += lines
  }

  mutating func finish() { bytes += "\n]\n".utf8 }
}

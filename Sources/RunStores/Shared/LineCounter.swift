/// Finds lines in bytes.
enum LineCounter {
  /// The one-based line in which the byte at `offset` stands.
  static func line(of offset: Int, in bytes: [UInt8]) -> Int {
    1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
  }
}

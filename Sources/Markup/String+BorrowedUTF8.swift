extension String {
  /// Lends the text's bytes.
  ///
  /// `withUTF8` wants a variable, and the copy in it counts a reference to the text: of texts that threads share, each
  /// count is a line of memory that they take from one another.
  @inlinable
  public func withBorrowedUTF8<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = self
    return copy.withUTF8(body)
  }
}

import RunModel

/// Reading a large list or object item by item, so that it is never held as a whole.
extension JSONReader {
  /// The next byte that is not white space; nil at the end.
  var next: UInt8? {
    mutating get {
      skipSpace()
      return peek()
    }
  }

  /// Goes through a list or an object.
  ///
  /// - Parameters:
  ///   - first: the bracket or brace it begins with.
  ///   - last: the one it ends with.
  ///   - body: reads one item, with the reader at its first byte.
  mutating func items(
    from first: UInt8, to last: UInt8, _ body: (inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    skipSpace()
    guard take(first) else { throw failure("an opening bracket or brace") }
    skipSpace()
    if take(last) { return }
    while true {
      skipSpace()
      try body(&self)
      skipSpace()
      if take(last) { return }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or a closing bracket") }
    }
  }

  /// The name of a member, and the colon after it.
  mutating func name() throws(JSONFailure) -> String {
    skipSpace()
    guard peek() == UInt8(ascii: "\"") else { throw failure("a key in double quotes") }
    let name = try string()
    skipSpace()
    guard take(UInt8(ascii: ":")) else { throw failure("a colon after the key \"\(name.prefix(40))\"") }
    return name
  }
}

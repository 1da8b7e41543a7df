internal import RunModel

extension JSONReader {
  /// Reads an object of which one member is a long list, an item at a time, so that the list is never held.
  ///
  /// - Parameters:
  ///   - name: of the member with the list.
  ///   - take: gets each item, in order.
  /// - Returns: the object without the items: the member is an empty list, or what stands in its place.
  static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, itemsOf name: String, _ take: (StructuredValue) -> Void
  ) throws(JSONFailure) -> StructuredValue {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    guard reader.take(UInt8(ascii: "{")) else { throw reader.failure("an object in braces") }
    var members: [StructuredValue.Member] = []
    reader.skipSpace()
    var isAtEnd = reader.take(UInt8(ascii: "}"))
    while !isAtEnd {
      let key = try reader.name()
      reader.skipSpace()
      if key == name, reader.peek() == UInt8(ascii: "[") {
        try reader.list(depth: 1, take)
        members.append(.init(key, .list([])))
      } else {
        members.append(.init(key, try reader.value(depth: 1)))
      }
      reader.skipSpace()
      isAtEnd = reader.take(UInt8(ascii: "}"))
      guard isAtEnd || reader.take(UInt8(ascii: ",")) else { throw reader.failure("a comma or a closing brace") }
    }
    reader.skipSpace()
    guard reader.offset == bytes.count else { throw reader.failure("the end of the text") }
    return .object(members)
  }
}

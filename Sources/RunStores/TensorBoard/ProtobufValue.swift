import RunModel

/// Reads `google.protobuf.Value` (google/protobuf/struct.proto), which hyperparameters are written as.
enum ProtobufValue {
  /// Deeper values are refused, as protobuf's own readers do.
  private static let depthLimit = 100

  /// The value; nil where there is none, or it is damaged.
  static func read(_ message: WireReader, depth: Int = 0) -> StructuredValue? {
    guard depth < depthLimit else { return nil }
    var message = message
    var value: StructuredValue?
    while case let key = message.nextKey(), key != 0 {
      switch key {
      case 0x08:
        _ = message.varint()
        value = .null
      case 0x11: value = number(Double(bitPattern: message.fixed64()))
      case 0x1A: value = .string(message.string())
      case 0x20: value = .bool(message.varint() != 0)
      case 0x2A: value = .object(members(of: message.message(), depth: depth + 1))
      case 0x32: value = .list(items(of: message.message(), depth: depth + 1))
      default: message.skip(key)
      }
    }
    return message.isDamaged ? nil : value
  }

  /// The entries of a map from names to values, in their order: field 1 of `Struct` and of `SessionStartInfo`.
  static func members(of message: WireReader, depth: Int = 0) -> [StructuredValue.Member] {
    var message = message
    var members: [StructuredValue.Member] = []
    while case let key = message.nextKey(), key != 0 {
      guard key == 0x0A else {
        message.skip(key)
        continue
      }
      var entry = message.message()
      var name = ""
      var value: StructuredValue?
      while case let key = entry.nextKey(), key != 0 {
        switch key {
        case 0x0A: name = entry.string()
        case 0x12: value = read(entry.message(), depth: depth)
        default: entry.skip(key)
        }
      }
      if let value { members.append(.init(name, value)) }
    }
    return members
  }

  private static func items(of message: WireReader, depth: Int) -> [StructuredValue] {
    var message = message
    var items: [StructuredValue] = []
    while case let key = message.nextKey(), key != 0 {
      guard key == 0x0A else {
        message.skip(key)
        continue
      }
      if let item = read(message.message(), depth: depth) { items.append(item) }
    }
    return items
  }

  /// There are only doubles: a whole one was most likely an integer, and 3 says what 3.0 does.
  private static func number(_ value: Double) -> StructuredValue {
    // From 2^53 on a double does not tell one integer from the next.
    guard value.magnitude < 0x1p53, let whole = Int64(exactly: value), whole != 0 || value.sign == .plus else {
      return .number(value)
    }
    return .integer(whole)
  }
}

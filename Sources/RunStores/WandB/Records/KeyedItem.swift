internal import RunModel

/// One item of history, summary or configuration: a key and a value, as JSON or in a field of its type.
struct KeyedItem {
  enum Value {
    case json(UnsafeBufferPointer<UInt8>)
    case number(Double)
    /// Anything else that is not JSON text.
    case structured(StructuredValue)
  }

  /// The levels of the key; one, or several where it is nested.
  var levels: Levels
  var value: Value?

  /// Kept without an array, since almost every key has one level.
  struct Levels {
    var first: UnsafeBufferPointer<UInt8>?
    var rest: [UnsafeBufferPointer<UInt8>] = []

    mutating func append(_ level: UnsafeBufferPointer<UInt8>) {
      if first == nil { first = level } else { rest.append(level) }
    }
  }

  /// Reads a `HistoryItem`, `SummaryItem` or `ConfigItem`; nil where it has no key.
  init?(_ message: ProtobufReader) {
    var message = message
    levels = Levels()
    while let field = message.next() {
      switch field.number {
      case 1:
        if let name = field.bytes, !name.isEmpty { levels.append(name) }
      case 2:
        if let level = field.bytes { levels.append(level) }
      case 3: value = .structured(.null)
      case 4: value = field.int64.map { .structured(.bool($0 != 0)) }
      case 5: value = field.signedInt64.map { .structured(.integer($0)) }
      case 6: value = field.double.map { .number($0) }
      case 7: value = field.text.map { .structured(.string($0)) }
      case 8, 16: value = field.bytes.map { .json($0) }
      default: break
      }
    }
    guard !message.isDamaged, levels.first != nil else { return nil }
  }

  /// The number of the key; nil where the table refuses it.
  func key(in table: inout KeyTable) -> KeyTable.Index? {
    guard let first = levels.first, var index = table.index(of: first) else { return nil }
    for level in levels.rest {
      guard let next = table.index(of: level, below: index) else { return nil }
      index = next
    }
    return index
  }

  /// The levels as text.
  var path: [String] {
    let all = (levels.first.map { [$0] } ?? []) + levels.rest
    return all.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value; nil where it is missing or no JSON.
  var structured: StructuredValue? {
    switch value {
    case .json(let bytes): try? JSONReader.read(bytes)
    case .number(let number): .number(number)
    case .structured(let value): value
    case nil: nil
    }
  }
}

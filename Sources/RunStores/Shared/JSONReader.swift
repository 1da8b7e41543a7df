import RunModel

/// Reads one JSON value as real stores hold it: order of keys kept, bare `NaN` and infinities allowed.
///
/// Foundation's readers on Linux refuse bare `NaN` and lose the order of keys. Nesting is capped, so that
/// hostile input cannot exhaust the stack; invalid UTF-8 is repaired with U+FFFD.
struct JSONReader {
  /// Deeper values are refused.
  static let depthLimit = 200

  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, offset: Int = 0) {
    self.bytes = bytes
    self.offset = offset
  }

  /// The value a whole text holds; anything but white space after it is an error.
  static func read(_ bytes: [UInt8]) throws(JSONFailure) -> StructuredValue {
    var result: Result<StructuredValue, JSONFailure> = .success(.null)
    bytes.withUnsafeBufferPointer { buffer in
      result = Result { () throws(JSONFailure) in try read(buffer) }
    }
    return try result.get()
  }

  static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFailure) -> StructuredValue {
    // A byte-order mark is not white space in JSON, but Windows tools write one.
    let hasMark = bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    var reader = JSONReader(bytes, offset: hasMark ? 3 : 0)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.offset == bytes.count else { throw reader.failure("the end of the text") }
    return value
  }

  mutating func value(depth: Int) throws(JSONFailure) -> StructuredValue {
    guard depth < JSONReader.depthLimit else { throw failure("values nested less than \(JSONReader.depthLimit) deep") }
    skipSpace()
    guard let first = peek() else { throw failure("a value") }
    switch first {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try list(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"):
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try word("null")
      return .null
    case UInt8(ascii: "N"):
      try word("NaN")
      return .number(.nan)
    case UInt8(ascii: "I"):
      try word("Infinity")
      return .number(.infinity)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONFailure) -> StructuredValue {
    offset += 1
    var members: [StructuredValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    while true {
      members.append(.init(try name(), try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or a closing brace") }
    }
  }

  private mutating func list(depth: Int) throws(JSONFailure) -> StructuredValue {
    var items: [StructuredValue] = []
    try list(depth: depth) { items.append($0) }
    return .list(items)
  }

  /// The items of the list that begins here, one at a time.
  mutating func list(depth: Int, _ item: (StructuredValue) -> Void) throws(JSONFailure) {
    offset += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return }
    while true {
      item(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return }
      guard take(UInt8(ascii: ",")) else { throw failure("a comma or a closing bracket") }
    }
  }

  mutating func string() throws(JSONFailure) -> String {
    offset += 1
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        defer { offset += 1 }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
      case UInt8(ascii: "\\"): return try stringWithEscapes(from: start)
      default: offset += 1
      }
    }
    throw failure("a closing quotation mark")
  }

  /// The slow way, once a backslash was met; UTF-16 surrogates that stand alone become U+FFFD.
  private mutating func stringWithEscapes(from start: Int) throws(JSONFailure) -> String {
    var text = Array(bytes[start..<offset])
    while offset < bytes.count {
      let byte = bytes[offset]
      offset += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escape = peek() else { break }
      offset += 1
      switch escape {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "u"):
        text.append(contentsOf: String(try unicodeEscape()).utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
      default:
        offset -= 1
        throw failure("an escape JSON knows")
      }
    }
    throw failure("a closing quotation mark")
  }

  private mutating func unicodeEscape() throws(JSONFailure) -> Unicode.Scalar {
    let first = try hexQuad()
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let mark = offset
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      offset = mark
      return "\u{FFFD}"
    }
    let second = try hexQuad()
    guard (0xDC00..<0xE000).contains(second) else {
      offset = mark
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexQuad() throws(JSONFailure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(), let digit = hexDigit(byte) else { throw failure("four hexadecimal digits") }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private mutating func number() throws(JSONFailure) -> StructuredValue {
    if bytes[offset] == UInt8(ascii: "-"), offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "I") {
      offset += 1
      try word("Infinity")
      return .number(-.infinity)
    }
    guard let scanned = DecimalScanner.scan(bytes, from: offset) else { throw failure("a value") }
    offset = scanned.end
    if let whole = scanned.integer { return .integer(whole) }
    return .number(scanned.value)
  }

  private mutating func word(_ expected: StaticString) throws(JSONFailure) {
    let matches = expected.withUTF8Buffer { letters in
      guard bytes.count - offset >= letters.count else { return false }
      return (0..<letters.count).allSatisfy { bytes[offset + $0] == letters[$0] }
    }
    guard matches else { throw failure("a value", isCut: bytes.count - offset < expected.utf8CodeUnitCount) }
    offset += expected.utf8CodeUnitCount
  }

  func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  func failure(_ expected: String, isCut: Bool = false) -> JSONFailure {
    JSONFailure(offset: offset, expected: expected, isCut: isCut || offset >= bytes.count)
  }
}

internal import Markup

/// The members of a JSON object, of which only those that change are touched.
///
/// Values stay the bytes they were: what others wrote into `run.json`, numbers of any length among them, comes out as
/// it went in.
struct JSONMembers {
  private var members: [(name: String, value: [UInt8])] = []

  init() {}

  /// Nil for what is no object.
  init?(_ bytes: [UInt8]) {
    var reader = Reader(bytes: bytes)
    // A byte-order mark, which Windows tools write.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
    guard reader.take(UInt8(ascii: "{")) else { return nil }
    while !reader.take(UInt8(ascii: "}")) {
      guard members.isEmpty || reader.take(UInt8(ascii: ",")), let name = reader.string(),
        reader.take(UInt8(ascii: ":")), let value = reader.value()
      else { return nil }
      members.append((name, value))
    }
    guard reader.isAtEnd else { return nil }
  }

  /// The JSON of a value, the last one where a name stands twice; nil takes it away.
  subscript(name: String) -> [UInt8]? {
    get { members.last { $0.name == name }?.value }
    set {
      guard let newValue else { return members.removeAll { $0.name == name } }
      if let place = members.lastIndex(where: { $0.name == name }) {
        members[place].value = newValue
      } else {
        members.append((name, newValue))
      }
    }
  }

  var names: [String] { members.map(\.name) }

  /// The text of a value that is one.
  func text(_ name: String) -> String? {
    guard let value = self[name] else { return nil }
    var reader = Reader(bytes: value)
    return reader.string()
  }

  /// The texts of a list.
  func texts(_ name: String) -> [String] {
    guard let value = self[name] else { return [] }
    var reader = Reader(bytes: value)
    guard reader.take(UInt8(ascii: "[")) else { return [] }
    var texts: [String] = []
    while let text = reader.string() {
      texts.append(text)
      guard reader.take(UInt8(ascii: ",")) else { break }
    }
    return texts
  }

  mutating func set(_ name: String, _ text: String?) {
    self[name] = text.map { LogValue.string($0).bytes }
  }

  mutating func set(_ name: String, _ value: LogValue) { self[name] = value.bytes }

  /// Sets a member of the object that is the value of `name`; anything else there gives way to an object.
  mutating func set(_ name: String, _ member: String, _ value: LogValue) {
    var inner = self[name].flatMap(JSONMembers.init) ?? JSONMembers()
    inner[member] = value.bytes
    self[name] = inner.bytes(separator: ",", ends: "")
  }

  /// A file with a line a member.
  var file: [UInt8] { bytes(separator: ",\n  ", ends: "\n") + [0x0A] }

  /// The object on one line; line feeds between the parts of values, which no string holds, become blanks.
  var line: [UInt8] {
    bytes(separator: ",", ends: "").map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }

  /// A moment as JSON.
  static func moment(_ milliseconds: Int64) -> [UInt8] {
    var json = JSONWriter()
    json.moment(milliseconds)
    return json.bytes
  }

  private func bytes(separator: String, ends: String) -> [UInt8] {
    var bytes = Array("{".utf8)
    for (place, member) in members.enumerated() {
      bytes += (place > 0 ? separator : ends.isEmpty ? "" : "\n  ").utf8
      bytes += LogValue.string(member.name).bytes + Array(":".utf8) + (ends.isEmpty ? [] : [0x20]) + member.value
    }
    return bytes + Array(ends.utf8) + Array("}".utf8)
  }
}

extension LogValue {
  /// The value as JSON.
  var bytes: [UInt8] {
    var json = JSONWriter()
    json.value(self)
    return json.bytes
  }
}

extension JSONMembers {
  /// Goes over JSON without making values of it.
  private struct Reader {
    let bytes: [UInt8]
    var index = 0

    var isAtEnd: Bool {
      mutating get {
        skipSpace()
        return index == bytes.count
      }
    }

    private mutating func skipSpace() {
      while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    mutating func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard index < bytes.count, bytes[index] == byte else { return false }
      index += 1
      return true
    }

    /// Steps over a string.
    private mutating func skipString() -> Bool {
      guard take(UInt8(ascii: "\"")) else { return false }
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      index += 1
      return index <= bytes.count
    }

    mutating func string() -> String? {
      skipSpace()
      let start = index
      guard skipString() else { return nil }
      return JSONMembers.unescaped(bytes[(start + 1)..<(index - 1)])
    }

    /// The bytes of the next value, whatever it is; nil for what is none.
    mutating func value() -> [UInt8]? {
      skipSpace()
      let start = index
      return skipValue(depth: 0) ? Array(bytes[start..<index]) : nil
    }

    private mutating func skipValue(depth: Int) -> Bool {
      skipSpace()
      guard depth < 200, index < bytes.count else { return false }
      switch bytes[index] {
      case UInt8(ascii: "\""): return skipString()
      case UInt8(ascii: "{"): return skipItems(until: UInt8(ascii: "}"), named: true, depth: depth)
      case UInt8(ascii: "["): return skipItems(until: UInt8(ascii: "]"), named: false, depth: depth)
      default: return skipWord()
      }
    }

    private mutating func skipItems(until end: UInt8, named: Bool, depth: Int) -> Bool {
      index += 1
      var isFirst = true
      while !take(end) {
        guard isFirst || take(UInt8(ascii: ",")) else { return false }
        if named {
          guard skipString(), take(UInt8(ascii: ":")) else { return false }
        }
        guard skipValue(depth: depth + 1) else { return false }
        isFirst = false
      }
      return true
    }

    /// A number, or one of the words that stand for something.
    private mutating func skipWord() -> Bool {
      let word = bytes[index...].prefix { $0 > 0x20 && !",]}".utf8.contains($0) }
      index = word.endIndex
      let text = String(decoding: word, as: UTF8.self)
      if ["true", "false", "null", "NaN", "Infinity", "-Infinity"].contains(text) { return true }
      return word.allSatisfy { "0123456789+-.eE".utf8.contains($0) } && Double(text) != nil
    }
  }

  /// The text that the inside of a JSON string stands for.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    // As UTF-16, in which pairs of `\u` escapes are what they are written as.
    var units: [UInt16] = []
    var rest = bytes
    while let byte = rest.first {
      guard byte == UInt8(ascii: "\\") else {
        let plain = rest.prefix { $0 != UInt8(ascii: "\\") }
        units += String(decoding: plain, as: UTF8.self).utf16
        rest = rest[plain.endIndex...]
        continue
      }
      rest = rest.dropFirst()
      let escaped = rest.popFirst() ?? UInt8(ascii: "\\")
      switch escaped {
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "u"):
        units.append(UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) ?? 0xFFFD)
        rest = rest.dropFirst(4)
      default: units.append(UInt16(escaped))
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}

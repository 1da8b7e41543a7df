/// Writes a `.wandb` file as wandb does.
struct RecordFile {
  fileprivate(set) var bytes: [UInt8] = [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0]
  /// Where each record's first chunk begins.
  private(set) var starts: [Int] = []

  init(_ build: (inout RecordFile) -> Void = { _ in }) { build(&self) }

  /// Appends a record with one field.
  mutating func add(_ number: Int, _ build: (inout WireWriter) -> Void) {
    append(
      WireWriter {
        $0.varint(1, UInt64(starts.count + 1))
        $0.message(number, build)
      }.bytes)
  }

  mutating func run(
    _ id: String = "abc", project: String? = "p", start: UInt64 = 1_700_000_000,
    more: (inout WireWriter) -> Void = { _ in }
  ) {
    add(17) {
      $0.text(1, id)
      if let project { $0.text(3, project) }
      $0.time(17, seconds: start)
      more(&$0)
    }
  }

  /// A row as wandb writes it now.
  mutating func row(_ step: UInt64?, time: String? = nil, _ items: KeyValuePairs<String, String>) {
    add(2) { row in
      for (key, json) in items { row.nested(1, [key], json) }
      if let time { row.nested(1, ["_timestamp"], time) }
      if let step { row.message(2) { if step > 0 { $0.varint(1, step) } } }
    }
  }

  mutating func printed(_ text: String) {
    add(13) {
      $0.time(2, seconds: 1_700_000_100)
      $0.text(3, text)
    }
  }

  mutating func exit(_ code: UInt64 = 0) { add(18) { if code > 0 { $0.varint(1, code) } } }

  /// Appends a record in as many chunks as it needs.
  mutating func append(_ record: [UInt8]) {
    var rest = record[...]
    var isFirst = true
    while true {
      var room = 32768 - bytes.count % 32768
      if room < 7 {
        bytes += [UInt8](repeating: 0, count: room)
        room = 32768
      }
      if isFirst { starts.append(bytes.count) }
      let part = rest.prefix(room - 7)
      rest = rest.dropFirst(part.count)
      let kind: UInt8 = isFirst ? (rest.isEmpty ? 1 : 2) : (rest.isEmpty ? 4 : 3)
      chunk(kind, Array(part))
      isFirst = false
      if rest.isEmpty { return }
    }
  }

  private mutating func chunk(_ kind: UInt8, _ data: [UInt8]) {
    let checksum = RecordFile.checksum([kind] + data)
    bytes += (0..<4).map { UInt8(truncatingIfNeeded: checksum >> UInt32(8 * $0)) }
    bytes += [UInt8(data.count & 0xFF), UInt8(data.count >> 8), kind]
    bytes += data
  }

  /// CRC-32 as its definition has it, bit by bit.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
    }
    return ~crc
  }
}

/// Files with bytes that no writer would write.
enum RecordFileBytes {
  static func of(_ file: RecordFile, count: Int) -> RecordFile { of(file) { $0.removeLast($0.count - count) } }

  static func of(_ file: RecordFile, _ change: (inout [UInt8]) -> Void) -> RecordFile {
    var changed = file
    changed.change(change)
    return changed
  }
}

extension RecordFile {
  fileprivate mutating func change(_ change: (inout [UInt8]) -> Void) { change(&bytes) }
}

internal import CivilCalendar
internal import Markup

/// One line of `metrics.jsonl` on its way to the file.
///
/// The bytes begin with a line feed, which only goes to the file where that ends within a line.
struct RecordLine {
  private(set) var json: JSONWriter

  /// - Parameters:
  ///   - name: nil for a line that names its metrics in `values`.
  ///   - type: a word of docs/run-store.md, nil for a plain value.
  ///   - time: milliseconds since 1970.
  init(name: String?, type: StaticString? = nil, step: Int?, time: Int64 = System.wallClock) {
    json = JSONWriter(reserving: 192)
    json.bytes.append(0x0A)
    json.beginObject()
    if let name {
      json.key("name")
      json.string(name)
    }
    if let type {
      json.key("type")
      json.value(atMost: type.utf8CodeUnitCount + 2) { cursor in
        cursor.byte(UInt8(ascii: "\""))
        cursor.raw(type)
        cursor.byte(UInt8(ascii: "\""))
      }
    }
    if let step {
      json.key("step")
      json.integer(Int64(step))
    }
    json.key("time")
    json.moment(time)
  }

  /// A line of members that somebody else wrote.
  init(_ members: JSONMembers) {
    json = JSONWriter()
    json.bytes = [0x0A] + members.line + [0x0A]
  }

  /// Adds an object and ends the line.
  mutating func endObject(_ key: StaticString, _ members: [(String, LogValue)]) {
    end(key) { json in
      json.beginObject()
      for (name, value) in members {
        json.key(text: name)
        json.value(value)
      }
      json.endObject()
    }
  }

  /// Adds what the line is about and ends it.
  mutating func end(_ key: StaticString, _ body: (inout JSONWriter) -> Void) {
    json.key(key)
    body(&json)
    json.endObject()
    json.bytes.append(0x0A)
  }
}

extension JSONWriter {
  /// A moment as `"2026-11-23T04:12:07.250Z"`.
  mutating func moment(_ milliseconds: Int64) {
    let date = CivilDate(milliseconds: milliseconds)
    guard (0...9999).contains(date.year) else { return string(TimeText.iso(milliseconds)) }
    value(atMost: 26) { cursor in
      func put(_ number: Int, _ after: UInt8) {
        cursor.byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10))
        cursor.byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
        cursor.byte(after)
      }
      cursor.byte(UInt8(ascii: "\""))
      cursor.byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: date.year / 1000))
      cursor.byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: date.year / 100 % 10))
      put(date.year % 100, UInt8(ascii: "-"))
      put(date.month, UInt8(ascii: "-"))
      put(date.day, UInt8(ascii: "T"))
      put(date.hour, UInt8(ascii: ":"))
      put(date.minute, UInt8(ascii: ":"))
      put(date.second, UInt8(ascii: "."))
      cursor.byte(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: date.millisecond / 100))
      put(date.millisecond % 100, UInt8(ascii: "Z"))
      cursor.byte(UInt8(ascii: "\""))
    }
  }
}

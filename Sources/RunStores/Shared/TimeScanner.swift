internal import CivilCalendar
public import RunModel

/// Reads moments as stores, and people on a command line, write them.
public enum TimeScanner {
  /// ISO 8601 with or without fraction and zone; without a zone it is UTC.
  ///
  /// Digits past the millisecond are cut. Nil if the text is no such moment.
  public static func iso(_ text: String) -> Timestamp? {
    var text = text
    return text.withUTF8 { iso($0, from: 0, to: $0.count) }
  }

  static func iso(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Timestamp? {
    guard end - start >= 10, let year = digits(bytes, start, 4), bytes[start + 4] == UInt8(ascii: "-"),
      let month = digits(bytes, start + 5, 2), bytes[start + 7] == UInt8(ascii: "-"),
      let day = digits(bytes, start + 8, 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    var milliseconds = CivilDate.days(year: year, month: month, day: day) * 86_400_000
    var index = start + 10
    guard index < end else { return Timestamp(milliseconds: milliseconds) }
    guard bytes[index] == UInt8(ascii: "T") || bytes[index] == UInt8(ascii: " "), end - index >= 6,
      let hour = digits(bytes, index + 1, 2), bytes[index + 3] == UInt8(ascii: ":"),
      let minute = digits(bytes, index + 4, 2), hour < 25, minute < 60
    else { return nil }
    milliseconds += Int64(hour) * 3_600_000 + Int64(minute) * 60_000
    index += 6
    if index < end, bytes[index] == UInt8(ascii: ":") {
      guard end - index >= 3, let second = digits(bytes, index + 1, 2), second < 61 else { return nil }
      milliseconds += Int64(second) * 1000
      index += 3
      if index < end, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
        index += 1
        var scale: Int64 = 100
        while index < end, bytes[index] &- UInt8(ascii: "0") < 10 {
          milliseconds += Int64(bytes[index] - UInt8(ascii: "0")) * scale
          scale /= 10
          index += 1
        }
      }
    }
    guard let zone = zoneOffset(bytes, from: index, to: end) else { return nil }
    return Timestamp(milliseconds: milliseconds - zone)
  }

  /// Seconds since 1970, fractions allowed; nil if no 64-bit millisecond can hold it.
  static func seconds(_ value: Double) -> Timestamp? {
    let milliseconds = value * 1000
    guard milliseconds.magnitude < 9e18 else { return nil }
    // Rounded by adding a half, where there are halves: `rounded` is a call to the C library.
    let half = milliseconds.magnitude < 0x1p51 ? 0.5 : 0
    return Timestamp(milliseconds: Int64(milliseconds < 0 ? milliseconds - half : milliseconds + half))
  }

  /// The zone in milliseconds east of UTC; nil if what stands there is no zone.
  private static func zoneOffset(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int64? {
    guard start < end else { return 0 }
    if bytes[start] | 0x20 == UInt8(ascii: "z") { return start + 1 == end ? 0 : nil }
    guard bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-"), end - start >= 3,
      let hours = digits(bytes, start + 1, 2)
    else { return nil }
    var index = start + 3
    if index < end, bytes[index] == UInt8(ascii: ":") { index += 1 }
    var minutes = 0
    if index < end {
      guard end - index == 2, let read = digits(bytes, index, 2) else { return nil }
      minutes = read
    }
    let size = Int64(hours) * 3_600_000 + Int64(minutes) * 60_000
    return bytes[start] == UInt8(ascii: "-") ? -size : size
  }

  private static func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
    guard start + count <= bytes.count else { return nil }
    var value = 0
    for index in start..<(start + count) {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
    }
    return value
  }
}

internal import CivilCalendar

/// Dates and moments, UTC, as people write them into filters: `2026`, `2026-11`, `2026-11-23`, `2026-11-23T04:12:07Z`.
///
/// Each stands for all of the year, month, day, minute or second it names.
enum DateWord {
  /// In milliseconds since 1970; nil if the text is no such date of the years 1000 to 9999.
  static func span(_ text: String) -> NumberSpan? {
    let bytes = Array(text.utf8)
    guard let parts = parts(bytes) else { return nil }
    var next = parts
    // The next day may be one the month does not have: days are counted from its first.
    next[next.count - 1] += 1
    if next.count == 2, next[1] == 13 { next = [next[0] + 1, 1] }
    return NumberSpan(low: milliseconds(parts), end: milliseconds(next))
  }

  /// Year, month, day, hour, minute, second, as far as they are given.
  private static func parts(_ bytes: [UInt8]) -> [Int]? {
    let isZoned = bytes.count > 11 && bytes.last == UInt8(ascii: "Z")
    let count = bytes.count - (isZoned ? 1 : 0)
    guard [4, 7, 10, 16, 19].contains(count) else { return nil }
    var parts: [Int] = []
    for (start, length, before) in [(0, 4, ""), (5, 2, "-"), (8, 2, "-"), (11, 2, "T "), (14, 2, ":"), (17, 2, ":")]
    where start < count {
      if start > 0, !before.utf8.contains(bytes[start - 1]) { return nil }
      var value = 0
      for byte in bytes[start..<start + length] {
        guard byte &- UInt8(ascii: "0") < 10 else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      parts.append(value)
    }
    let isSound =
      parts[0] >= 1000 && (parts.count < 2 || (1...12).contains(parts[1]))
      && (parts.count < 3 || (1...days(of: parts[1], in: parts[0])).contains(parts[2]))
      && (parts.count < 4 || parts[3] < 24) && parts.dropFirst(4).allSatisfy { $0 < 60 }
    return isSound ? parts : nil
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  private static func milliseconds(_ parts: [Int]) -> Double {
    func part(_ index: Int, _ missing: Int) -> Int { index < parts.count ? parts[index] : missing }
    let days = Int(CivilDate.days(year: parts[0], month: part(1, 1), day: part(2, 1)))
    return Double(((days * 24 + part(3, 0)) * 60 + part(4, 0)) * 60 + part(5, 0)) * 1000
  }
}

import CivilCalendar
import Markup

/// The time that a line of a log begins with, as far as the line itself tells it.
enum LogTime: Sendable, Hashable {
  /// Milliseconds since 1970, of a time that names its zone: `Z`, `UTC`, `+01:00`.
  case moment(Int64)
  /// The same of a date and time of day without a zone, as if it were UTC.
  case local(Int64)
  /// The same, told as a number that nobody can read.
  case epoch(Int64)
  /// Milliseconds since midnight: `[12:30:05]`.
  case clock(Int64)
  /// Month, day and milliseconds since midnight, as syslog has it: `Nov 23 04:12:07`.
  case yearless(month: Int, day: Int, Int64)

  /// Whether it says which moment it is, wherever the log was written.
  var hasZone: Bool {
    switch self {
    case .moment, .epoch: true
    case .local, .clock, .yearless: false
    }
  }

  /// What a reader is told of a time that is a number.
  var title: String? {
    guard case .epoch(let moment) = self else { return nil }
    return TimeText.iso(moment).dropLast().split(separator: "T").joined(separator: " ") + " UTC"
  }

  /// How far into a line its time may begin: behind a level, a name, a bracket.
  private static let reach = 48

  /// Reads ISO 8601 and what looks like it, times of day, syslog's form, and seconds or milliseconds since 1970 behind
  /// `"ts":`, `"time":` or `"timestamp":`.
  static func of(_ line: ArraySlice<UInt8>) -> LogTime? {
    line.withUnsafeBufferPointer { of($0) }
  }

  /// The same of a raw line that holds nothing but text and colours, as fast as a whole log wants to be read.
  static func ofRaw(_ line: Span<UInt8>) -> LogTime? {
    guard mayBegin(line) else { return nil }
    if let time = atStart(line) { return time }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: reach + 40) { text in
      var count = 0
      var index = 0
      while index < line.count, count < text.count, line[index] != 0x0D {
        if line[index] == 0x1B {
          while index < line.count, line[index] != UInt8(ascii: "m") { index += 1 }
        } else {
          text[count] = line[index]
          count += 1
        }
        index += 1
      }
      return of(UnsafeBufferPointer(rebasing: text[..<count]))
    }
  }

  /// A date or a time of day that nothing but colours is before.
  private static func atStart(_ line: Span<UInt8>) -> LogTime? {
    var start = 0
    while start < line.count, line[start] == 0x1B {
      while start < line.count, line[start] != UInt8(ascii: "m") { start += 1 }
      start += 1
    }
    guard start < line.count, line[start] &- 0x30 < 10 else { return nil }
    return line.extracting(start..<min(line.count, start + 40)).withUnsafeBufferPointer { text in
      var scan = Scan(text)
      return scan.date() ?? Scan(text).clock()
    }
  }

  /// How much of a raw line may be needed to find the time in what is shown of it.
  private static let rawReach = 160

  /// False where no time can be: none is without a colon between digits or behind a quotation mark.
  private static func mayBegin(_ line: Span<UInt8>) -> Bool {
    let end = min(line.count - 1, rawReach)
    guard end > 1, line[0] != UInt8(ascii: "{") else { return end > 1 }
    let raw = line.bytes
    var index = 1
    while index < end {
      if index &+ 8 <= end {
        // Eight bytes at once: those that are a colon become 0.
        let word =
          raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x3A3A_3A3A_3A3A_3A3A
        if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 == 0 {
          index &+= 8
          continue
        }
      }
      if line[index] == UInt8(ascii: ":"),
        line[index - 1] &- 0x30 < 10 && line[index + 1] &- 0x30 < 10 || line[index - 1] == UInt8(ascii: "\"")
      {
        return true
      }
      index &+= 1
    }
    return false
  }

  private static func of(_ line: UnsafeBufferPointer<UInt8>) -> LogTime? {
    var scan = Scan(UnsafeBufferPointer(rebasing: line.prefix(reach + 40)))
    while let byte = scan.peek, scan.distance < reach {
      let start = scan
      if scan.isAtBorder {
        if byte &- 0x30 < 10, let time = scan.date() ?? start.clock() ?? start.epoch() { return time }
        if let time = start.syslog() { return time }
      }
      scan = start
      scan.skip()
    }
    return nil
  }

  /// A place in a line; what does not match leaves it nowhere in particular, so readers work on copies.
  private struct Scan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var distance: Int { index }
    var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    /// Whether a number or word begins here.
    var isAtBorder: Bool {
      index == 0
        || !LogWord.isPart(bytes[index - 1]) && bytes[index - 1] != UInt8(ascii: ".")
          && bytes[index - 1] != UInt8(ascii: "-")
    }

    mutating func skip() { index += 1 }

    @inline(__always)
    mutating func take(_ choices: StaticString) -> UInt8? {
      guard let byte = peek else { return nil }
      for place in 0..<choices.utf8CodeUnitCount where choices.utf8Start[place] == byte {
        index += 1
        return byte
      }
      return nil
    }

    /// Exactly so many digits, as a number within bounds.
    @inline(__always)
    mutating func digits(_ count: Int, _ bounds: ClosedRange<Int64>) -> Int64? {
      guard index + count <= bytes.count else { return nil }
      var value: Int64 = 0
      for place in index..<index + count {
        let byte = bytes[place]
        guard byte &- 0x30 < 10 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      }
      index += count
      return bounds.contains(value) ? value : nil
    }

    /// `12:30:05` with a fraction of seconds or without.
    mutating func timeOfDay() -> Int64? {
      guard let hour = digits(2, 0...23), take(":") != nil, let minute = digits(2, 0...59), take(":") != nil,
        let second = digits(2, 0...60)
      else { return nil }
      var milliseconds = ((hour * 60 + minute) * 60 + second) * 1000
      if take(".,") != nil {
        var unit: Int64 = 100
        while let byte = peek, byte &- 0x30 < 10 {
          milliseconds += Int64(byte - 0x30) * unit
          unit /= 10
          index += 1
        }
      }
      return milliseconds
    }

    /// `2026-11-23T04:12:07.5+01:00`, `2026-11-23 04:12:07,123`, `2026/11/23 04:12:07`.
    mutating func date() -> LogTime? {
      guard let year = digits(4, 1970...9999), let mark = take("-/"), let month = digits(2, 1...12), take("-/") == mark,
        let day = digits(2, 1...31), take("T _") != nil, let time = timeOfDay()
      else { return nil }
      let moment = LogTime.days(Int(year), Int(month), Int(day)) * 86_400_000 + time
      if let offset = offset() { return .moment(moment - offset) }
      if take("Z") != nil { return .moment(moment) }
      _ = take(" ")
      return take("U") != nil && take("T") != nil && take("C") != nil ? .moment(moment) : .local(moment)
    }

    /// `+01:00`, `+0545`, `-03`, and with a blank before it, as `date` and web servers write it, `+0545` and `+05:45`.
    private func offset() -> Int64? {
      var scan = self
      let isApart = scan.take(" ") != nil
      guard let sign = scan.take("+-"), let hour = scan.digits(2, 0...18) else { return nil }
      let hasColon = scan.take(":") != nil
      let minute = scan.digits(2, 0...59)
      // ` -12` may be anything, and so may ` +12345`; zones are quarters of an hour off.
      if isApart, (minute ?? 1) % 15 != 0 || scan.peek.map({ $0 &- 0x30 < 10 }) ?? false { return nil }
      if hasColon, minute == nil { return nil }
      let offset = (hour * 60 + (minute ?? 0)) * 60_000
      return sign == UInt8(ascii: "+") ? offset : -offset
    }

    /// A time of day that stands alone.
    func clock() -> LogTime? {
      var scan = self
      return scan.timeOfDay().map { .clock($0) }
    }

    /// Seconds with ten digits or milliseconds with thirteen, behind a name that says it is a time.
    func epoch() -> LogTime? {
      let before = bytes[..<index].suffix(14).filter { $0 != 0x20 }
      guard before.last == UInt8(ascii: ":") else { return nil }
      let name = String(decoding: before, as: UTF8.self)
      guard name.hasSuffix("\"ts\":") || name.hasSuffix("\"time\":") || name.hasSuffix("\"timestamp\":") else {
        return nil
      }
      var scan = self
      if let milliseconds = scan.digits(13, 0...4_102_444_800_000) { return .epoch(milliseconds) }
      scan = self
      guard let seconds = scan.digits(10, 0...4_102_444_800) else { return nil }
      var milliseconds = seconds * 1000
      if scan.take(".") != nil {
        for unit in [100, 10, 1] as [Int64] { milliseconds += (scan.digits(1, 0...9) ?? 0) * unit }
      }
      return .epoch(milliseconds)
    }

    /// `Nov 23 04:12:07`.
    func syslog() -> LogTime? {
      var scan = self
      guard index + 15 <= bytes.count, bytes[index + 3] == 0x20, bytes[index] &- UInt8(ascii: "A") < 26,
        let month = CivilDate.monthNames.firstIndex(
          of: String(decoding: bytes[index..<index + 3], as: UTF8.self))
      else { return nil }
      scan.index += 3
      guard scan.take(" ") != nil else { return nil }
      let day = scan.take(" ") != nil ? scan.digits(1, 1...9) : scan.digits(2, 1...31)
      guard let day, scan.take(" ") != nil, let time = scan.timeOfDay() else { return nil }
      return .yearless(month: month + 1, day: Int(day), time)
    }
  }

  /// Days from 1970-01-01 to a date.
  static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    CivilDate.days(year: year, month: month, day: day)
  }
}

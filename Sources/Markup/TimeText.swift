internal import CivilCalendar

/// Moments and durations as text.
///
/// All moments are UTC, given as milliseconds since 1970.
///
/// Own calendar arithmetic (`CivilDate`), since a date formatter costs 60 µs to make and is not safe across threads
/// here.
public enum TimeText {
  /// `2026-11-23 04:12`, for tables that name the zone in their head.
  public static func minute(_ milliseconds: Int64) -> String {
    let date = CivilDate(milliseconds: milliseconds)
    guard (0...9999).contains(date.year) else { return "\(day(date)) \(pad(date.hour)):\(pad(date.minute))" }
    return String(unsafeUninitializedCapacity: 16) { buffer in
      minuteBytes(date, between: UInt8(ascii: " "), in: buffer)
      return 16
    }
  }

  /// `2026-11-23T04:12:07Z`, with milliseconds where there are any: what `<time datetime>` and JSON take.
  public static func iso(_ milliseconds: Int64) -> String {
    let date = CivilDate(milliseconds: milliseconds)
    if (0...9999).contains(date.year), date.millisecond == 0 {
      return String(unsafeUninitializedCapacity: 20) { buffer in
        minuteBytes(date, between: UInt8(ascii: "T"), in: buffer)
        buffer[16] = UInt8(ascii: ":")
        put(date.second, at: 17, in: buffer)
        buffer[19] = UInt8(ascii: "Z")
        return 20
      }
    }
    let fraction = date.millisecond == 0 ? "" : "." + pad(date.millisecond, to: 3)
    return "\(day(date))T\(pad(date.hour)):\(pad(date.minute)):\(pad(date.second))\(fraction)Z"
  }

  /// `2026-11-23 04:12 UTC`, for prose: the way tables write it, with the zone.
  public static func sentence(_ milliseconds: Int64) -> String { minute(milliseconds) + " UTC" }

  /// `9m 43s`, `1h 02m`, `3d 4h`, `0.8s`; a negative duration is shown as 0s.
  public static func duration(milliseconds: Int64) -> String {
    let total = max(0, milliseconds)
    if total < 10_000 {
      let tenths = (total + 50) / 100
      return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
    }
    let seconds = total / 1000 + (total % 1000 >= 500 ? 1 : 0)
    if seconds < 60 { return "\(seconds)s" }
    if seconds < 3600 { return "\(seconds / 60)m \(pad(Int(seconds % 60)))s" }
    if seconds < 86_400 { return "\(seconds / 3600)h \(pad(Int(seconds / 60 % 60)))m" }
    return "\(seconds / 86_400)d \(seconds / 3600 % 24)h"
  }

  /// `2026-11-23`.
  private static func day(_ date: CivilDate) -> String {
    "\(pad(date.year, to: 4))-\(pad(date.month))-\(pad(date.day))"
  }

  private static func pad(_ value: Int, to width: Int = 2) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }

  /// Both digits of numbers below 100, most of what a moment is made of.
  private static func put(_ value: Int, at index: Int, in buffer: UnsafeMutableBufferPointer<UInt8>) {
    buffer[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value / 10)
    buffer[index + 1] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value % 10)
  }

  /// `2026-11-23T04:12` with another byte between day and hour, for years of four digits.
  private static func minuteBytes(
    _ date: CivilDate, between: UInt8, in buffer: UnsafeMutableBufferPointer<UInt8>
  ) {
    put(date.year / 100, at: 0, in: buffer)
    put(date.year % 100, at: 2, in: buffer)
    buffer[4] = UInt8(ascii: "-")
    put(date.month, at: 5, in: buffer)
    buffer[7] = UInt8(ascii: "-")
    put(date.day, at: 8, in: buffer)
    buffer[10] = between
    put(date.hour, at: 11, in: buffer)
    buffer[13] = UInt8(ascii: ":")
    put(date.minute, at: 14, in: buffer)
  }
}

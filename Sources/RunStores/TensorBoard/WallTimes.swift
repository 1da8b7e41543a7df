import RunModel

/// The earliest and the latest of some moments, given in seconds since 1970.
struct WallTimes {
  private var earliest = Double.infinity
  private var latest = -Double.infinity

  /// What is no number counts for nothing.
  @inline(__always)
  mutating func add(_ seconds: Double) {
    if seconds < earliest { earliest = seconds }
    if seconds > latest { latest = seconds }
  }

  var range: ClosedRange<Timestamp>? {
    guard let first = WallTimes.milliseconds(earliest), let last = WallTimes.milliseconds(latest), first <= last
    else { return nil }
    return Timestamp(milliseconds: first)...Timestamp(milliseconds: last)
  }

  /// Nil if no 64-bit millisecond can hold it.
  @inline(__always)
  static func milliseconds(_ seconds: Double) -> Int64? { TimeScanner.seconds(seconds)?.milliseconds }
}

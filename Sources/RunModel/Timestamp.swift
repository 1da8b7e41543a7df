/// A moment in UTC: milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  @inlinable public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// Milliseconds from `other` to this moment, negative if `other` is later; as far as 64 bits reach.
  ///
  /// A store may say any number, and the difference of two need not fit.
  public func milliseconds(since other: Timestamp) -> Int64 {
    let (difference, isBeyond) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return isBeyond ? (self < other ? .min : .max) : difference
  }

  /// Seconds from `other` to this moment, negative if `other` is later.
  public func seconds(since other: Timestamp) -> Double { Double(milliseconds(since: other)) / 1000 }
}

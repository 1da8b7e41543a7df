/// A moment in UTC: milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  @inlinable public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// Seconds from `other` to this moment, negative if `other` is later.
  @inlinable public func seconds(since other: Timestamp) -> Double {
    Double(milliseconds &- other.milliseconds) / 1000
  }
}

/// How places on the x axis are measured, and written beside it.
public enum XScale: Sendable, Hashable {
  case linear
  /// Logarithmic where any x is above 0; points that are not are left out and counted.
  case logarithmic
  /// Seconds since a beginning, as `30 s`, `10 min`, `2 h`, `3 d`.
  case duration
  /// Seconds since 1970, in UTC, as `04:12`, `23 Nov`, `2026`.
  case moment
}

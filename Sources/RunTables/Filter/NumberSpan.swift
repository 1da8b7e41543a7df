/// The numbers a value of a filter stands for: one, or all moments of a day.
struct NumberSpan: Sendable, Hashable {
  var low: Double
  /// The first number after it; nil if it is `low` alone.
  var end: Double?

  func isBelowEnd(_ number: Double) -> Bool { end.map { number < $0 } ?? (number <= low) }
}

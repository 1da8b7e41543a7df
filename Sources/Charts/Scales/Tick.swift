/// A round number on an axis.
struct Tick: Sendable, Hashable {
  var value: Double
  /// Where it lies on its axis, from 0 to 1.
  var fraction: Double
  var text: String
}

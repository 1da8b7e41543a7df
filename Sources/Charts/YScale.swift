/// How heights are measured.
public enum YScale: Sendable, Hashable {
  /// Logarithmic where all values are above 0 and the greatest is at least `ratio` times the one that a tenth
  /// of them lie below, else linear.
  case automatic(ratio: Double = 1000)
  case linear
  /// Logarithmic where any value is above 0; values that are not lie at the bottom and are counted.
  case logarithmic
}

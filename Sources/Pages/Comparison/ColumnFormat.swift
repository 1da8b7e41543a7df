import Digests
import Markup

/// One way of rounding for a whole column, so that its decimals line up.
struct ColumnFormat: Sendable, Hashable {
  /// How many decimals every number has; nil if the numbers are too far apart for one way.
  let decimals: Int?

  init(_ values: some Sequence<Double>) { self.init(ValueExtent(values)) }

  init(_ extent: ValueExtent) {
    let greatest = extent.greatest
    let least = extent.least
    if extent.areWhole && greatest < 1e7 {
      decimals = 0
      return
    }
    guard greatest >= 1e-4, greatest < 1e7 else {
      decimals = nil
      return
    }
    var places = 4
    var scale = 1.0
    while places > 0, greatest >= scale * 10 {
      scale *= 10
      places -= 1
    }
    places = max(places, 1)
    if greatest < 0.1 { places = greatest < 0.01 ? 6 : 5 }
    // A column of learning rates from 0.1 to 0.00001: each keeps its own digits.
    var unit = 1.0
    for _ in 0..<places { unit /= 10 }
    decimals = least >= unit ? places : nil
  }

  func write(_ value: Double, to cursor: inout ByteCursor) {
    guard value.isFinite, let decimals else { return cursor.rounded(value) }
    cursor.fixed(value, decimals: decimals)
  }

  func text(_ value: Double) -> String {
    guard value.isFinite, let decimals else { return NumberText.rounded(value) }
    return NumberText.fixed(value, decimals: decimals)
  }
}

import Digests
import Markup
import Settings

/// One way of rounding for a whole column, so that its decimals line up.
struct ColumnFormat: Sendable, Hashable {
  /// What a number stands for.
  enum Style: String, Sendable {
    case plain, percent, scientific, bytes, seconds
  }

  let style: Style
  /// How many decimals every number has; nil if the numbers are too far apart for one way.
  let decimals: Int?

  /// Of whole numbers, such as steps.
  static let whole = ColumnFormat(.plain, decimals: nil)

  init(_ values: some Sequence<Double>) { self.init(ValueExtent(values)) }

  /// - Parameter wanted: what settings say; nil for what fits the values.
  init(_ extent: ValueExtent, _ wanted: MetricFormat? = nil) {
    switch wanted {
    case nil: self.init(.plain, decimals: ColumnFormat.decimals(extent))
    case .percent:
      var hundredfold = extent
      hundredfold.greatest *= 100
      hundredfold.least *= 100
      hundredfold.areWhole = false
      // 91.25%: two digits after the point are plenty where the values allow it.
      let most = hundredfold.least >= 0.01 ? 2 : 6
      self.init(.percent, decimals: ColumnFormat.decimals(hundredfold).map { min($0, most) })
    case .decimals(let count): self.init(.plain, decimals: count)
    case .scientific: self.init(.scientific, decimals: nil)
    case .bytes: self.init(.bytes, decimals: nil)
    case .seconds: self.init(.seconds, decimals: nil)
    }
  }

  private init(_ style: Style, decimals: Int?) {
    self.style = style
    self.decimals = decimals
  }

  private static func decimals(_ extent: ValueExtent) -> Int? {
    let greatest = extent.greatest
    let least = extent.least
    if extent.areWhole && greatest < 1e7 { return 0 }
    guard greatest >= 1e-4, greatest < 1e7 else { return nil }
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
    guard least >= unit else { return nil }
    // A loss that ends at 0.00012 is not 0.0001: the least has two digits, too.
    return least < unit * 10 ? places + 1 : places
  }

  func write(_ value: Double, to cursor: inout ByteCursor) {
    guard style == .plain else { return cursor.safe(text(value)) }
    guard value.isFinite, let decimals else { return cursor.rounded(value) }
    cursor.fixed(value, decimals: decimals)
  }

  func text(_ value: Double) -> String {
    guard value.isFinite else { return NumberText.rounded(value) }
    switch style {
    case .plain: return number(value)
    case .percent: return number(value * 100) + "%"
    case .scientific: return NumberText.scientific(value)
    case .bytes: return NumberText.bytes(value)
    case .seconds:
      // Ten seconds and more are told as times are; less is a number with its digits.
      let isTime = (10..<1e15).contains(value)
      return isTime ? TimeText.duration(milliseconds: Int64((value * 1000).rounded())) : NumberText.rounded(value) + "s"
    }
  }

  /// How far two numbers of the column are apart: with the column's decimals, unless those would make it 0.
  func distance(_ size: Double) -> String {
    guard size > 0 else { return "0" }
    let text = text(size)
    let isLost = text.utf8.allSatisfy { !(UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) } && size.isFinite
    return isLost ? ColumnFormat(style, decimals: nil).text(size) : text
  }

  private func number(_ value: Double) -> String {
    decimals.map { NumberText.fixed(value, decimals: $0) } ?? NumberText.rounded(value)
  }
}

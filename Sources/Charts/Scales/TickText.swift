internal import Markup

/// The numbers beside an axis, written from their decimal digits so that none shows a rounding error.
struct TickText {
  /// How all ticks of one axis are written.
  private enum Form {
    case scientific
    /// With this many decimals.
    case decimal(Int)
    /// In units of this size, with this many decimals.
    case units(Double, StaticString, Int)
  }

  private let form: Form

  /// For evenly spaced ticks: all with the decimals of the step, or all as powers of ten.
  init(_ decimals: [Decimal], step: TickStep) {
    let greatest = decimals.reduce(0) { max($0, $1.value.magnitude) }
    if step.power < -6 || greatest >= 1e15 || (greatest > 0 && greatest < 1e-4) {
      form = .scientific
    } else if greatest >= 1e9, step.power >= 6 {
      form = .units(1e9, "G", max(0, 9 - step.power))
    } else if greatest >= 1e6, step.power >= 3 {
      form = .units(1e6, "M", max(0, 6 - step.power))
    } else {
      form = .decimal(max(0, -step.power))
    }
  }

  func text(_ tick: Decimal) -> String {
    switch form {
    case .scientific: TickText.scientific(tick)
    case .decimal(let places): NumberText.fixed(tick.value, decimals: places)
    case .units(let size, let unit, let places):
      tick.digits == 0 ? "0" : NumberText.fixed(tick.value / size, decimals: places) + "\(unit)"
    }
  }

  /// The text of a tick that stands for itself, as on a logarithmic axis.
  static func single(_ decimal: Decimal) -> String {
    let size = decimal.value.magnitude
    guard decimal.digits != 0, size < 1e-3 || size >= 1e6 else {
      return NumberText.fixed(decimal.value, decimals: max(0, -decimal.power))
    }
    return scientific(decimal)
  }

  /// `15 × 10⁻⁸` as `1.5e−7`, with a true minus sign.
  private static func scientific(_ decimal: Decimal) -> String {
    guard decimal.digits != 0 else { return "0" }
    var digits = String(decimal.digits.magnitude)
    let power = decimal.power + digits.utf8.count - 1
    while digits.utf8.count > 1, digits.utf8.last == UInt8(ascii: "0") { digits.removeLast() }
    let head = digits.prefix(1)
    let tail = digits.dropFirst()
    let sign = decimal.digits < 0 ? "\u{2212}" : ""
    return sign + head + (tail.isEmpty ? "" : "." + tail) + "e" + (power < 0 ? "\u{2212}" : "")
      + String(power.magnitude)
  }
}

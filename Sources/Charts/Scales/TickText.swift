internal import Markup

/// The numbers beside an axis, written from their decimal digits so that none shows a rounding error.
enum TickText {
  /// The texts of evenly spaced ticks: all with the decimals of the step, or all as powers of ten.
  static func texts(_ decimals: [Decimal], step: TickStep) -> [String] {
    let greatest = decimals.map(\.value.magnitude).max() ?? 0
    if step.power < -6 || greatest >= 1e15 || (greatest > 0 && greatest < 1e-4) {
      return decimals.map(scientific)
    }
    for (size, power, unit) in [(1e9, 9, "G"), (1e6, 6, "M")] where greatest >= size && step.power >= power - 3 {
      let places = max(0, power - step.power)
      return decimals.map { $0.digits == 0 ? "0" : NumberText.fixed($0.value / size, decimals: places) + unit }
    }
    return decimals.map { NumberText.fixed($0.value, decimals: max(0, -step.power)) }
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

/// Sizes as people type them.
public enum ByteSize {
  /// `500`, `500K`, `10M`, `2G`, decimal units, an ending B allowed; nil for anything else.
  public static func parse(_ text: String) -> Int64? {
    var digits = text.uppercased()
    if digits.hasSuffix("B") { digits.removeLast() }
    let units: [Character: Double] = ["K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
    let scale = digits.last.flatMap { units[$0] }
    if scale != nil { digits.removeLast() }
    guard let value = Double(digits), value >= 0, value * (scale ?? 1) < 9e18 else { return nil }
    return Int64(value * (scale ?? 1))
  }
}

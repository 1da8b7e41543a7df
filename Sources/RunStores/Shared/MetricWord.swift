import RunModel

/// Numbers as JSON files of tracking tools have them.
enum MetricWord {
  /// A number, or one of the words in quotes that stand for what JSON has no number for; nil for anything else.
  static func number(_ value: StructuredValue) -> Double? {
    guard let word = value.string else { return value.double }
    switch word {
    case "nan", "NaN": return .nan
    case "inf", "Infinity", "+inf": return .infinity
    case "-inf", "-Infinity": return -.infinity
    default: return nil
    }
  }
}

/// How a metric's numbers are written.
public enum MetricFormat: Sendable, Hashable {
  /// 0.912 as 91.2 %.
  case percent
  /// Four digits and a power of ten.
  case scientific
  /// So many digits after the point.
  case decimals(Int)
  /// 4,100,000 as 4.1 MB.
  case bytes
  /// 3,720 as 1h 02m.
  case seconds

  /// As it is written in settings.
  public var written: String {
    switch self {
    case .percent: "percent"
    case .scientific: "scientific"
    case .decimals(let count): String(count)
    case .bytes: "bytes"
    case .seconds: "seconds"
    }
  }

  static let words: [(String, MetricFormat)] = [MetricFormat.percent, .scientific, .bytes, .seconds].map {
    ($0.written, $0)
  }

  static let mostDecimals = 12
}

import RunModel

/// Moments in the cells of CSV files.
enum CSVTime {
  /// Milliseconds since 1970 of ISO 8601, or of seconds, milli-, micro- or nanoseconds since 1970, told apart by their
  /// size; nil for anything else, such as seconds since the start.
  static func milliseconds(
    _ value: CSVValue, _ cell: CSVRowReader.Cell, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int64? {
    switch value {
    case .missing: return nil
    case .text: return TimeScanner.iso(bytes, from: cell.start, to: cell.end)?.milliseconds
    case .number(let number, let whole):
      switch number {
      case 5e8..<5e10: return TimeScanner.seconds(number)?.milliseconds
      case 5e11..<5e13: return whole ?? Int64(number.rounded())
      case 5e14..<5e16: return whole.map { $0 / 1000 } ?? Int64(number / 1000)
      case 5e17..<9e18: return whole.map { $0 / 1_000_000 } ?? Int64(number / 1_000_000)
      default: return nil
      }
    }
  }
}

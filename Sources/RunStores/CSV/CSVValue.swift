/// What a cell of a CSV file says.
enum CSVValue {
  /// Nothing was logged: an empty cell, or `NA`, `null`, `None` and their like.
  case missing
  /// - Parameter whole: the number as it is written, without point and exponent.
  case number(Double, whole: Int64?)
  case text

  @inline(__always)
  init(_ cell: CSVRowReader.Cell, in bytes: UnsafeBufferPointer<UInt8>) {
    guard cell.end > cell.start else {
      self = .missing
      return
    }
    if let scanned = DecimalScanner.scan(bytes, from: cell.start), scanned.end == cell.end {
      self = .number(scanned.value, whole: scanned.integer)
    } else {
      self = CSVValue.word(bytes[cell.start..<cell.end])
    }
  }

  /// The whole number; a fraction of zero counts as whole.
  var step: Int64? {
    guard case .number(let value, let whole) = self else { return nil }
    return whole ?? Int64(exactly: value)
  }

  private static func word(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> CSVValue {
    guard bytes.count <= 9 else { return .text }
    switch String(decoding: bytes, as: UTF8.self).lowercased() {
    case "nan", "-nan", "+nan": return .number(.nan, whole: nil)
    case "inf", "+inf", "infinity", "+infinity": return .number(.infinity, whole: nil)
    case "-inf", "-infinity": return .number(-.infinity, whole: nil)
    case "na", "n/a", "<na>", "null", "none", "-", "--": return .missing
    default: return .text
    }
  }
}

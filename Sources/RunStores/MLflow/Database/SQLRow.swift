/// One row of an answer; valid until the next one is asked for.
protocol SQLRow {
  /// The UTF-8 of a text, or of a number as text; nil for NULL.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8>?

  /// A whole number, or true and false as 1 and 0; nil for NULL and anything else.
  func integer(_ column: Int) -> Int64?

  /// A number; nil for NULL and anything else.
  func number(_ column: Int) -> Double?

  func isNull(_ column: Int) -> Bool
}

extension SQLRow {
  /// A text, bytes that are not UTF-8 repaired; nil for NULL.
  func text(_ column: Int) -> String? { bytes(column).map { String(decoding: $0, as: UTF8.self) } }

  /// A text; nil for NULL and the empty one.
  func filledText(_ column: Int) -> String? { bytes(column).flatMap { $0.isEmpty ? nil : text(column) } }
}

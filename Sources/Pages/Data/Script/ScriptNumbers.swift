import Markup

/// A list of numbers in JavaScript, kept while rows go by; a row without a value is a hole.
///
/// Kept as numbers, not as text: eight bytes each instead of up to twenty.
struct ScriptNumbers {
  /// Stands for a row without a value: a NaN that no store's NaN is kept as.
  private static let hole = Double(nan: 1, signaling: false)
  /// How many numbers are written at once.
  private static let pieceSize = 4096
  /// As many bytes as the longest number takes, and its comma.
  private static let numberSize = 26

  private var values: [Double] = []

  var isEmpty: Bool { values.isEmpty }

  /// Adds the number of a row; rows are to come in order, and the first number of one counts.
  mutating func add(_ value: Double, row: Int) {
    guard values.count <= row else { return }
    while values.count < row { values.append(ScriptNumbers.hole) }
    values.append(value.isNaN ? .nan : value)
  }

  /// Adds a whole number; one that no double is comes out as the nearest, which is what JavaScript would read.
  mutating func add(_ value: Int64, row: Int) { add(Double(value), row: row) }

  /// Writes the list; holes after the last number are left out.
  func write(to writer: inout MarkupWriter) {
    writer.raw("[")
    for start in stride(from: 0, to: values.count, by: ScriptNumbers.pieceSize) {
      let piece = values[start...].prefix(ScriptNumbers.pieceSize)
      writer.write(atMost: 32 + piece.count * ScriptNumbers.numberSize) { cursor in
        for value in piece {
          if value.bitPattern != ScriptNumbers.hole.bitPattern { cursor.script(value) }
          cursor.byte(UInt8(ascii: ","))
        }
      }
    }
    writer.raw("]")
  }
}

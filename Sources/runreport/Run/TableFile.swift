import FileAccess
import Pages
import RunLog

/// A table from a file of values between commas, semicolons or tabs.
enum TableFile {
  /// Its columns by the names in the first line; short rows are filled with nothing.
  static func columns(_ path: String) throws -> [(String, [LogValue])] {
    let bytes = try FileBytes.read(path)
    var rows = DelimitedRows(bytes, delimiter: DelimitedRows.delimiter(of: bytes), valueLimit: .max)
    guard let names = rows.next() else { return [] }
    var columns = names.enumerated().map { place, name in
      (name.isEmpty ? "column \(place + 1)" : name, [LogValue]())
    }
    while let row = rows.next() {
      for place in columns.indices {
        columns[place].1.append(place < row.count && !row[place].isEmpty ? Pairs.value(row[place]) : .null)
      }
    }
    return columns
  }
}

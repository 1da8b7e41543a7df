import RunModel

/// A line on which a record stands behind one that was cut short.
///
/// A record is appended with its line feed in one step, so one that is whole is the last on its line. Part of one and a
/// whole one behind it are never JSON together: their braces do not match, or a name follows a string without a colon.
enum GluedLine {
  /// A line of nothing but braces must not cost more than a few readings.
  private static let limit = 64

  /// Where the last record of a line that is no JSON begins; nil where there is none behind another.
  static func lastRecord(in line: UnsafeBufferPointer<UInt8>) -> Int? {
    guard line.first == UInt8(ascii: "{") else { return nil }
    var tries = 0
    var index = 1
    while index + 1 < line.count, tries < limit {
      defer { index += 1 }
      guard line[index] == UInt8(ascii: "{"), line[index + 1] == UInt8(ascii: "\"") else { continue }
      tries += 1
      guard let object = try? JSONReader.read(UnsafeBufferPointer(rebasing: line[index...])) else { continue }
      guard object["name"]?.string != nil || object["values"]?.object != nil else { continue }
      // Where a value was to come, it may be one: a row with a column called name, say. Records have a time.
      if object["time"] != nil || !isBeforeValue(line, index) { return index }
    }
    return nil
  }

  /// Whether a value of an object or a list may begin there.
  private static func isBeforeValue(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let before = line[..<index].last { $0 > UInt8(ascii: " ") }
    return before == UInt8(ascii: ":") || before == UInt8(ascii: ",") || before == UInt8(ascii: "[")
  }

  /// Whether a line that is no JSON is the beginning of a record.
  static func isCut(_ line: UnsafeBufferPointer<UInt8>, _ failure: JSONFailure) -> Bool {
    line.first == UInt8(ascii: "{") && (failure.isCut || failure.offset >= line.count)
  }
}

/// Reads rows of values between commas, semicolons or tabs, in quotes where they hold one (RFC 4180).
package struct DelimitedRows {
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var place = 0
  /// The line of the file on which the row begins that was read last, from 1.
  package private(set) var line = 1
  /// Up to where line feeds are counted in `line`.
  private var countedEnd = 0

  /// Of a longer value the beginning is kept.
  private let valueLimit: Int
  private static let columnLimit = 2000

  package init(_ bytes: [UInt8], delimiter: UInt8, valueLimit: Int = 400) {
    self.valueLimit = valueLimit
    self.bytes = bytes
    self.delimiter = delimiter
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
  }

  /// What parts the values of the first line: the commonest of comma, semicolon and tab.
  package static func delimiter(of bytes: [UInt8]) -> UInt8 {
    let line = bytes.prefix(4096).prefix { $0 != 0x0A }
    let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09]
    let counts = candidates.map { candidate in line.count { $0 == candidate } }
    let most = counts.max() ?? 0
    return zip(candidates, counts).first { $0.1 == most }?.0 ?? UInt8(ascii: ",")
  }

  /// The next row that is not empty; nil at the end.
  ///
  /// - Parameter isKept: whether its values are wanted, or only how many there are.
  package mutating func next(keeping isKept: Bool = true) -> [String]? {
    while place < bytes.count, bytes[place] == 0x0A || bytes[place] == 0x0D { place += 1 }
    guard place < bytes.count else { return nil }
    line += bytes[countedEnd..<place].count { $0 == 0x0A }
    countedEnd = place
    var row: [String] = []
    repeat {
      let value = value(isKept)
      if row.count < Self.columnLimit { row.append(value) }
    } while take(delimiter)
    while place < bytes.count, bytes[place] != 0x0A { place += 1 }
    return row
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard place < bytes.count, bytes[place] == byte else { return false }
    place += 1
    return true
  }

  private mutating func value(_ isKept: Bool) -> String {
    while delimiter != 0x20, take(0x20) {}
    var kept: [UInt8] = []
    let isQuoted = take(UInt8(ascii: "\""))
    while place < bytes.count {
      let byte = bytes[place]
      if isQuoted, byte == UInt8(ascii: "\"") {
        place += 1
        // Two stand for one; one ends the value.
        guard place < bytes.count, bytes[place] == byte else { break }
      } else if !isQuoted, byte == delimiter || byte == 0x0A || byte == 0x0D {
        break
      }
      if isKept, kept.count < valueLimit { kept.append(byte) }
      place += 1
    }
    while place < bytes.count, isQuoted, bytes[place] != delimiter, bytes[place] != 0x0A { place += 1 }
    while kept.last == 0x20 { kept.removeLast() }
    return String(decoding: kept, as: UTF8.self)
  }
}

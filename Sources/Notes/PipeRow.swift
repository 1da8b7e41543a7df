/// One line of a pipe table, by the rules of GitHub Flavored Markdown, section 4.10.
enum PipeRow {
  /// The cells of a row, white space around them left out.
  ///
  /// A pipe after a backslash does not end a cell, any other does, in code spans too. A row of more cells than
  /// the table has columns is cut there by GitHub; here the last cell takes the rest of the line, pipes
  /// included, so that nothing is lost. Empty cells beyond the last column are dropped.
  static func cells(of line: Range<Int>, in bytes: [UInt8], columns: Int = .max) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    let row = trimmed(line, in: bytes)
    var start = row.lowerBound
    if start < row.upperBound, bytes[start] == pipe { start += 1 }
    var index = start
    while index < row.upperBound {
      if bytes[index] == pipe, index == row.lowerBound || bytes[index - 1] != UInt8(ascii: "\\") {
        if cells.count == columns - 1 { break }
        cells.append(trimmed(start..<index, in: bytes))
        start = index + 1
      }
      index += 1
    }
    guard start < row.upperBound else { return cells }
    cells.append(trimmed(start..<end(of: start..<row.upperBound, in: bytes), in: bytes))
    return cells
  }

  /// The alignments that a delimiter row sets, or nil if the line is none.
  static func alignments(in line: Range<Int>, of bytes: [UInt8]) -> [ColumnAlignment]? {
    guard isLikeDelimiter(line, in: bytes) else { return nil }
    var alignments: [ColumnAlignment] = []
    for cell in cells(of: line, in: bytes) {
      let startsWithColon = !cell.isEmpty && bytes[cell.lowerBound] == UInt8(ascii: ":")
      let endsWithColon = cell.count > 1 && bytes[cell.upperBound - 1] == UInt8(ascii: ":")
      let dashes = (cell.lowerBound + (startsWithColon ? 1 : 0))..<(cell.upperBound - (endsWithColon ? 1 : 0))
      guard !dashes.isEmpty, bytes[dashes].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(endsWithColon ? (startsWithColon ? .middle : .right) : .left)
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// Whether a line has only the characters of a delimiter row, quick to say no.
  static func isLikeDelimiter(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    var hasDash = false
    for index in line {
      switch bytes[index] {
      case UInt8(ascii: "-"): hasDash = true
      case pipe, UInt8(ascii: ":"), 0x20, 0x09: break
      default: return false
      }
    }
    return hasDash
  }

  private static let pipe = UInt8(ascii: "|")

  /// Where the last cell of a row ends: before the pipe that closes the row, and any empty cells with it.
  private static func end(of cell: Range<Int>, in bytes: [UInt8]) -> Int {
    var end = cell.upperBound
    while end > cell.lowerBound {
      let last = bytes[end - 1]
      let isClosingPipe = last == pipe && (end - 2 < cell.lowerBound || bytes[end - 2] != UInt8(ascii: "\\"))
      guard isClosingPipe || last == 0x20 || last == 0x09 else { break }
      end -= 1
    }
    return end
  }

  static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    var range = range
    while let first = range.first, bytes[first] == 0x20 || bytes[first] == 0x09 { range.removeFirst() }
    while let last = range.last, bytes[last] == 0x20 || bytes[last] == 0x09 { range.removeLast() }
    return range
  }
}

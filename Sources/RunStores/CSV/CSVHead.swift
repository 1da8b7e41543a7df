import FileAccess

/// The beginning of a CSV file: its separator, its header, and what the columns of its first rows look like.
struct CSVHead {
  /// How much is looked at, and how much where not even two rows fit into that.
  private static let size: Int64 = 64 << 10
  private static let largestSize: Int64 = 4 << 20
  /// How much is read of each table of a search, to tell by the names of its columns that it is no log.
  private static let glanceSize: Int64 = 4 << 10
  /// More columns are no metrics; what stands in those beyond is left out.
  static let columnLimit = 20_000

  let separator: UInt8
  /// As the file has them, trimmed.
  let names: [String]
  /// The line of the header; rows begin after it.
  let headerLine: Int
  /// The text of the first line that begins with `#`, without that.
  let comment: String?
  let columns: [CSVColumnSample]
  /// How many rows the samples are of.
  let rowCount: Int
  /// Whether there are more columns than are read.
  let isCut: Bool

  enum Problem: Error {
    case unreadable(String)
    case wideText, empty, noHeader

    var reason: String {
      switch self {
      case .unreadable(let reason): "cannot be read: \(reason)"
      case .wideText: "is UTF-16 text, expected UTF-8"
      case .empty: "holds no rows"
      case .noHeader: "has no header: expected a first line with the names of the columns"
      }
    }
  }

  /// Looks at a file.
  init(of path: String) throws(Problem) {
    var bytes = try CSVHead.bytes(of: path, size: CSVHead.size)
    if Int64(bytes.count) == CSVHead.size, bytes.count(where: { $0 == 0x0A }) < 3 {
      bytes = try CSVHead.bytes(of: path, size: CSVHead.largestSize)
    }
    try self.init(bytes)
  }

  /// Looks at the beginning of a text.
  init(_ bytes: [UInt8]) throws(Problem) {
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else { throw .wideText }
    let lines = CSVHead.firstLines(bytes)
    guard let header = lines.header else { throw .empty }
    separator = CSVHead.separator(of: header)
    comment = lines.comment.map { String(decoding: $0, as: UTF8.self) }

    let rows = CSVRowReader(bytes, separator: separator)
    guard CSVHead.advance(rows) else { throw .empty }
    var names = rows.cells.prefix(CSVHead.columnLimit).map(rows.text)
    var first = rows.line
    var isCut = rows.cells.count > CSVHead.columnLimit
    var samples = [CSVColumnSample](repeating: CSVColumnSample(), count: names.count)
    var rowCount = 0
    if CSVHead.holdsNumbers(rows) {
      // `np.savetxt` writes the header as a comment.
      guard let comment = lines.lastComment else { throw .noHeader }
      let commented = CSVRowReader(Array(comment), separator: separator)
      guard CSVHead.advance(commented), commented.cells.count == rows.cells.count else { throw .noHeader }
      names = commented.cells.prefix(CSVHead.columnLimit).map(commented.text)
      isCut = commented.cells.count > CSVHead.columnLimit
      first -= 1
      CSVHead.take(rows, into: &samples)
      rowCount = 1
    }
    while CSVHead.advance(rows), !(rows.isCut && rows.cells.count < names.count) {
      if CSVHead.isHeader(rows, names) { continue }
      CSVHead.take(rows, into: &samples)
      rowCount += 1
    }
    (self.names, headerLine, self.rowCount, self.isCut) = (names, first, rowCount, isCut)
    columns = samples
  }

  /// Whether a file may be a training log by the names of its columns.
  ///
  /// - Parameter needsEpochs: whether only one whose first column is the epoch may be.
  static func mayBeLog(_ path: String, needsEpochs: Bool) -> Bool {
    guard let bytes = try? bytes(of: path, size: glanceSize) else { return false }
    guard let head = try? CSVHead(bytes) else { return Int64(bytes.count) == glanceSize && !needsEpochs }
    if needsEpochs { return CSVNames.plain(head.names[0]) == "epoch" }
    return head.comment?.contains("t_start") == true
      || head.names.contains { CSVNames.stepRank($0) != nil || CSVNames.isMetric($0) || CSVNames.isUnnamed($0) }
  }

  private static func bytes(of path: String, size: Int64) throws(Problem) -> [UInt8] {
    do {
      return Array(try FileReader(path, pieceSize: Int(size), followingLinks: false, ranges: [0..<size]).next())
    } catch {
      throw .unreadable(error.reason)
    }
  }

  /// Whether a row is the header again, as scripts write it that append to a file.
  static func isHeader(_ rows: CSVRowReader, _ names: [String]) -> Bool {
    guard rows.cells.count == names.count, let cell = rows.cells.first, let name = names.first else { return false }
    guard rows.bytes[cell.start..<cell.end].elementsEqual(name.utf8) else { return false }
    return zip(rows.cells, names).allSatisfy { rows.text($0) == $1 }
  }

  /// Nothing fails in memory.
  private static func advance(_ rows: CSVRowReader) -> Bool { (try? rows.next()) ?? false }

  private static func take(_ rows: CSVRowReader, into samples: inout [CSVColumnSample]) {
    for (index, cell) in rows.cells.prefix(samples.count).enumerated() { samples[index].add(cell, in: rows.bytes) }
  }

  /// Whether most cells are numbers, which the names of columns hardly are.
  private static func holdsNumbers(_ rows: CSVRowReader) -> Bool {
    let count = rows.cells.count { cell in
      if case .number(let value, _) = CSVValue(cell, in: rows.bytes) { value.isFinite } else { false }
    }
    return count * 2 > rows.cells.count
  }

  /// The first line that is no comment, and the comments before it.
  private static func firstLines(
    _ bytes: [UInt8]
  ) -> (header: ArraySlice<UInt8>?, comment: ArraySlice<UInt8>?, lastComment: ArraySlice<UInt8>?) {
    var comments: [ArraySlice<UInt8>] = []
    var rest = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest[min(line.endIndex + 1, rest.endIndex)...]
      guard line.first == UInt8(ascii: "#") else {
        if line.contains(where: { $0 > 0x20 }) { return (line, comments.first, comments.last) }
        continue
      }
      comments.append(line.dropFirst())
    }
    return (nil, comments.first, comments.last)
  }

  /// The separator that stands most often in the header, quoted names aside.
  private static func separator(of header: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in header {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    // Names hold commas more often than tabs: of two that stand equally often the rarer character is the separator.
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: "\t")] {
      if let count = counts[candidate], count >= counts[best, default: 0] { best = candidate }
    }
    return best
  }
}

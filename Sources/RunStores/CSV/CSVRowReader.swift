import FileAccess
internal import Glibc

/// Reads a CSV file row by row and piece by piece: RFC 4180, and what real files make of it.
///
/// Separator, LF or CRLF, quoted cells with separators, doubled quotation marks and line ends in them; a byte-order
/// mark, blank lines and lines that begin with `#` are passed over. Memory is the longest row.
final class CSVRowReader {
  struct Cell {
    /// Offsets in `bytes`, white space and NUL around the text left out, quotation marks too.
    var start: Int
    var end: Int
    var isQuoted: Bool
  }

  /// A row that is longer is no row but a quotation mark that nothing closes.
  private static let rowLimit = 8 << 20
  /// So often is it tried to read on after such a mark.
  private static let openQuoteLimit = 16

  /// The cells of the row; valid until the next one is read.
  private(set) var cells: [Cell] = []
  /// The one-based line the row begins in.
  private(set) var line = 0
  /// Whether the file ends within the row: no line end stands after it.
  private(set) var isCut = false
  /// The first line with a quotation mark that nothing closes, which is then taken for text.
  private(set) var openQuoteLine: Int?

  private let separator: UInt8
  private var source: FileReader?
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var filled = 0
  private var position = 0
  private var nextLine = 1
  private var openQuoteCount = 0

  /// The rows of a file.
  init(_ source: FileReader, separator: UInt8) throws(FileFailure) {
    self.source = source
    self.separator = separator
    capacity = 1 << 19
    buffer = .allocate(capacity: capacity)
    try fill()
    skipMark()
  }

  /// The rows of a text in memory.
  init(_ text: [UInt8], separator: UInt8) {
    self.separator = separator
    capacity = max(1, text.count)
    buffer = .allocate(capacity: capacity)
    filled = text.count
    text.withUnsafeBufferPointer { if let base = $0.baseAddress { buffer.update(from: base, count: filled) } }
    skipMark()
  }

  deinit { buffer.deallocate() }

  /// What the offsets of the cells point into; valid until the next row is read.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: buffer, count: filled) }

  /// Reads the next row that is neither blank nor a comment; false at the end.
  func next() throws(FileFailure) -> Bool {
    while try nextLineOfAnyKind() {
      if cells.count > 1 || cells.contains(where: { $0.end > $0.start || $0.isQuoted }) { return true }
    }
    return false
  }

  /// The text of a cell, doubled quotation marks made single, invalid UTF-8 repaired.
  func text(_ cell: Cell) -> String {
    let range = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
    guard cell.isQuoted, range.contains(UInt8(ascii: "\"")) else { return String(decoding: range, as: UTF8.self) }
    var text: [UInt8] = []
    var isSecond = false
    for byte in range {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { text.append(byte) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  // MARK: Lines

  /// Reads one line, or the lines of a row with line ends in quotation marks; no cells for a comment.
  private func nextLineOfAnyKind() throws(FileFailure) -> Bool {
    line = nextLine
    var allowsQuotes = openQuoteCount < CSVRowReader.openQuoteLimit
    while true {
      if position == filled, source == nil { return false }
      switch scan(allowsQuotes: allowsQuotes) {
      case .row(let end, let lines):
        position = end
        nextLine += lines
        return true
      case .unfinished(let isQuoted):
        let isHopeless = isQuoted && filled - position > CSVRowReader.rowLimit
        if !isHopeless, source != nil {
          try fill()
        } else if isQuoted, allowsQuotes, isHopeless || holdsLineEnd {
          openQuoteLine = openQuoteLine ?? line
          openQuoteCount += 1
          allowsQuotes = false
        } else {
          isCut = true
          position = filled
          return !cells.isEmpty
        }
      }
    }
  }

  private var holdsLineEnd: Bool { memchr(buffer + position, 0x0A, filled - position) != nil }

  private enum Scan {
    /// - Parameters:
    ///   - end: where the next row begins.
    ///   - lines: how many line ends were passed.
    case row(end: Int, lines: Int)
    /// The buffer ends first; `cells` holds what is there.
    case unfinished(isQuoted: Bool)
  }

  private func scan(allowsQuotes: Bool) -> Scan {
    cells.removeAll(keepingCapacity: true)
    var index = position
    var lines = 1
    if index < filled, buffer[index] == UInt8(ascii: "#") {
      guard let end = memchr(buffer + index, 0x0A, filled - index) else { return .unfinished(isQuoted: false) }
      return .row(end: UnsafePointer(buffer).distance(to: end.assumingMemoryBound(to: UInt8.self)) + 1, lines: 1)
    }
    while true {
      while index < filled, isSpace(buffer[index]) { index += 1 }
      var start = index
      var quotedEnd: Int?
      if allowsQuotes, index < filled, buffer[index] == UInt8(ascii: "\"") {
        guard let end = closingQuote(from: index + 1, &lines) else { return .unfinished(isQuoted: true) }
        index = end + 1
        quotedEnd = end
        start += 1
      }
      let unquoted = index
      while index < filled, buffer[index] != separator, buffer[index] != 0x0A { index += 1 }
      var end = index
      while end > unquoted, buffer[end - 1] <= 0x20 { end -= 1 }
      // Text after the closing mark belongs to the cell, as Python reads it.
      if let quotedEnd, end == unquoted { end = quotedEnd }
      cells.append(Cell(start: start, end: end, isQuoted: quotedEnd != nil))
      guard index < filled else { return .unfinished(isQuoted: false) }
      index += 1
      if buffer[index - 1] == 0x0A { return .row(end: index, lines: lines) }
    }
  }

  /// White space before a cell; NUL is what a crash leaves at the end of a file.
  @inline(__always)
  private func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 && byte != separator && byte != 0x0A }

  /// Where the quotation mark stands that closes a cell, doubled ones passed over.
  private func closingQuote(from start: Int, _ lines: inout Int) -> Int? {
    var index = start
    while index < filled {
      switch buffer[index] {
      case UInt8(ascii: "\""):
        // At the end of the buffer the second of two may still be to come; at that of the file it is not.
        if index + 1 == filled { return source == nil ? index : nil }
        guard buffer[index + 1] == UInt8(ascii: "\"") else { return index }
        index += 2
      case 0x0A:
        lines += 1
        index += 1
      default: index += 1
      }
    }
    return nil
  }

  // MARK: The buffer

  /// Reads on until there is half as much again, so that a long row is not gone over too often.
  private func fill() throws(FileFailure) {
    guard let source else { return }
    let rest = filled - position
    if position > 0 {
      memmove(buffer, buffer + position, rest)
      position = 0
      filled = rest
    }
    repeat {
      let piece = try source.next()
      guard !piece.isEmpty else {
        self.source = nil
        return
      }
      if filled + piece.count > capacity { grow(to: max(capacity * 2, filled + piece.count)) }
      piece.withUnsafeBufferPointer {
        if let base = $0.baseAddress { (buffer + filled).update(from: base, count: $0.count) }
      }
      filled += piece.count
    } while filled < rest + rest / 2
  }

  private func grow(to size: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    larger.update(from: buffer, count: filled)
    buffer.deallocate()
    buffer = larger
    capacity = size
  }

  private func skipMark() {
    if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { position = 3 }
  }
}

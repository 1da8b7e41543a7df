import Markup

/// What a terminal stream makes of bytes that come in pieces.
enum Terminal {
  /// All lines of a file.
  ///
  /// - Parameter pieces: the sizes of the pieces, over and over; empty for the whole file at once.
  static func lines(
    _ bytes: [UInt8], _ encoding: TextEncoding = .utf8, pieces: [Int] = [], keeping limit: Int = 4000
  ) -> [TerminalLine] {
    var stream = TerminalStream(encoding, keeping: limit)
    var lines: [TerminalLine] = []
    var start = 0
    var turn = 0
    while start < bytes.count {
      let size = pieces.isEmpty ? bytes.count : pieces[turn % pieces.count]
      let end = min(start + size, bytes.count)
      stream.read(bytes[start..<end].span) { lines.append($0) }
      start = end
      turn += 1
    }
    stream.finish { lines.append($0) }
    return lines
  }

  static func lines(_ text: String, keeping limit: Int = 4000) -> [TerminalLine] {
    lines(Array(text.utf8), keeping: limit)
  }

  /// The text of a log's lines.
  static func text(_ text: String) -> [String] {
    lines(text).map { String(decoding: $0.text, as: UTF8.self) }
  }

  /// A line as a page has it.
  static func html(_ line: TerminalLine, limit: Int = .max) -> String {
    var writer = MarkupWriter()
    writer.terminalLine(line, limit: limit)
    return writer.string
  }

  /// A log as a page has it, a line a line.
  static func html(_ text: String) -> String {
    lines(text).map { html($0) }.joined(separator: "\n")
  }
}

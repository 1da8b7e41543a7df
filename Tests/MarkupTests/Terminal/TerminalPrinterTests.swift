import Markup
import TestSupport
import Testing

@Suite("Lines of a log printed one by one")
struct TerminalPrinterTests {
  /// Pieces of logs: text of all sorts, colours usual and unusual, and what makes a line one to be resolved.
  private static let pieces = [
    "text ", "<b> & \"q\"", "한글", "é", "\t", "\u{1B}[31m", "\u{1B}[0m", "\u{1B}[m", "\u{1B}[1;38;5;208m",
    "\u{1B}[38;2;1;200;3m",
    "\u{1B}[4;7m", "\u{1B}[39;49m", "\u{1B}[K", "\r", "\u{8}", "\u{1B}[2K", "\u{1B}[?25l", "\u{1B}]0;t\u{7}", "\0",
    "\u{7F}",
    "\u{1B}[", "\u{1B}[12345m", "\u{1B}[3", "\u{1B}[4:3m", "\u{1B}[C", String(repeating: "x", count: 60),
  ]

  @Test("what is printed is what a stream makes of the same bytes")
  func agreesWithStream() {
    var random = RandomNumbers(seed: 31)
    for _ in 0..<3000 {
      let log = (0..<Int.random(in: 1...30, using: &random)).map { _ in
        Int.random(in: 0..<5, using: &random) == 0 ? "\n" : Self.pieces.randomElement(using: &random) ?? ""
      }.joined()
      var printer = TerminalPrinter(style: .plain, keeping: 100)
      let bytes = Array(log.utf8)
      var printed: [String] = []
      var start = 0
      while start < bytes.count {
        let end = LineFeeds.next(in: bytes.span, from: start)
        var writer = MarkupWriter()
        if case .entangled = printer.print(bytes.span.extracting(start..<end), to: &writer) { Issue.record("\(log)") }
        printed.append(writer.string)
        start = end + 1
      }
      #expect(printed == Terminal.lines(bytes, keeping: 100).map { Terminal.html($0) }, "\(log.debugDescription)")
    }
  }

  @Test("a line from which the cursor leaves for others is not printed")
  func tellsEntangled() {
    var printer = TerminalPrinter(style: .plain, keeping: 100)
    var writer = MarkupWriter()
    let line = Array("a\u{1B}[Ab".utf8)
    guard case .entangled = printer.print(line.span, to: &writer) else { return #expect(Bool(false)) }
    #expect(writer.isEmpty)
  }

  @Test("the text of a coloured line is what is left without its colours")
  func strips() {
    let line = Array("\u{1B}[31mone\u{1B}[0m \u{1B}[1;4mtwo\u{1B}[m\r".utf8)
    let text = TerminalPrinter.text(of: line.span)
    #expect(text == Array("one two".utf8))
  }

  @Test(
    "line feeds are counted and found in every encoding",
    arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func findsLineFeeds(encoding: TextEncoding) {
    var random = RandomNumbers(seed: 32)
    for _ in 0..<300 {
      let text: [UInt16] = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        [0x0A, 0x0B, 0x8A, 0x0A0A, 0x0A00, 0x41].randomElement(using: &random) ?? 0
      }
      let units = encoding == .utf8 ? text.map { $0 & 0xFF } : text
      let bytes = units.flatMap { unit -> [UInt8] in
        switch encoding {
        case .utf16LittleEndian: [UInt8(unit & 255), UInt8(unit >> 8)]
        case .utf16BigEndian: [UInt8(unit >> 8), UInt8(unit & 255)]
        default: [UInt8(unit)]
        }
      }
      let feeds = LineFeeds(encoding)
      let (count, lastEnd) = (feeds.count(in: bytes.span), feeds.lastEnd(in: bytes.span))
      #expect(count == units.count { $0 == 0x0A })
      let width = encoding == .utf8 ? 1 : 2
      #expect(lastEnd == units.lastIndex(of: 0x0A).map { ($0 + 1) * width })
    }
  }
}

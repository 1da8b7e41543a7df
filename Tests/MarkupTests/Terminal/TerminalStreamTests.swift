import Markup
import Testing

@Suite("A log as a terminal leaves it")
struct TerminalStreamTests {
  @Test(
    "lines end at line feeds and nowhere else, so that their numbers are those of sed",
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("\n", [""]), ("\n\n", ["", ""]), ("a\nb", ["a", "b"]),
      ("a\r\nb\r\n", ["a", "b"]), ("a\u{B}b\u{C}c\n", ["abc"]), ("a\r\r\nb", ["a", "b"]),
    ])
  func splitsLines(log: String, lines: [String]) {
    #expect(Terminal.text(log) == lines)
  }

  @Test(
    "what is written after a carriage return replaces what it covers and leaves the rest standing",
    arguments: [
      ("10%\r100%", "100%"), ("epoch 10\repoch 9", "epoch 90"), ("\rfirst", "first"), ("done\r", "done"),
      ("abc\r\r\rX", "Xbc"), ("bar |###|\r         \rok", "ok"), ("a\tb\rX", "X       b"), ("한글 50%\r한글 60%", "한글 60%"),
      ("日本\rx", "x 本"), ("x日\r日", "日"), ("e\u{301}f\rg", "gf"), ("ab\r\u{301}c", "cb"),
    ])
  func overwrites(line: String, shown: String) {
    #expect(Terminal.text(line) == [shown])
  }

  @Test(
    "backspaces, erasing and moving along the row act as on a terminal",
    arguments: [
      ("abc\u{8}X", "abX"), ("\u{8}\u{8}a", "a"), ("|\u{8}/\u{8}-", "-"), ("long text\r\u{1B}[Kok", "ok"),
      ("long text\u{1B}[2K\rok", "ok"), ("abcdef\u{1B}[3D\u{1B}[K", "abc"), ("abc\u{1B}[1K.", "   ."),
      ("a\u{1B}[3Cb", "a   b"),
      ("abc\u{1B}[1GX", "Xbc"), ("abc\u{1B}[5;2HX", "aXc"), ("text\u{1B}[K", "text"), ("abc\u{1B}[2Jd", "   d"),
      ("old\u{1B}[Fnew", "new"), ("abc\u{1B}[GX", "Xbc"),
    ])
  func moves(line: String, shown: String) {
    #expect(Terminal.text(line) == [shown])
  }

  @Test(
    "sequences that show nothing leave nothing",
    arguments: [
      "\u{1B}]0;a title\u{7}text", "\u{1B}]8;;https://example.org\u{1B}\\text\u{1B}]8;;\u{1B}\\",
      "\u{1B}[Atext\u{1B}[2B",
      "\u{1B}(Btext\u{1B})0", "\u{1B}[?25ltext\u{1B}[?25h", "\u{1B}[>4;1mtext", "\u{1B}Pq#0;2;0\u{1B}\\text",
      "\u{1B}7text\u{1B}8",
      "\u{1B}=text\u{1B}M", "te\u{7}x\u{0}t\u{E}\u{F}", "te\u{1B}[\u{18}xt", "\u{1B}_kitty\u{1B}\\text",
      "\u{1B}$(Dtext", "\u{1B}[1;2;3rtext\u{7F}", "\u{1B}#8text",
    ])
  func dropsSequences(line: String) {
    #expect(Terminal.text(line) == ["text"])
  }

  @Test(
    "a title without an end is text, on its own line and wherever it breaks off",
    arguments: [
      ("a\u{1B}]0;title\nnext", ["a0;title", "next"]), ("\u{1B}]0;title", ["0;title"]),
      ("\u{1B}Xlost\u{1B}[31m words", ["lost words"]), ("\u{1B}]a\u{1B}]0;b\u{7}c", ["ac"]),
      ("\u{1B}]8;;x\u{18}é", ["8;;xé"]), ("\u{1B}]a\u{1B}\u{1B}\\b", ["ab"]),
      ("\u{1B}]" + String(repeating: "é", count: 3000), [String(repeating: "é", count: 2000)]),
    ] as [(String, [String])])
  func swallowsNothing(log: String, lines: [String]) {
    #expect(Terminal.text(log) == lines)
  }

  @Test("of a very long title without an end the beginning is kept, and its length is told")
  func cutsTitles() {
    let lines = Terminal.lines("\u{1B}]" + String(repeating: "x", count: 1_000_000) + "\nnext")
    #expect(lines.map(\.length) == [1_000_000, 4] && lines[0].text.count == 4000)
    let ended = Terminal.lines("\u{1B}]1337;File=:" + String(repeating: "x", count: 1_000_000) + "\u{7}shown")
    #expect(ended.map { String(decoding: $0.text, as: UTF8.self) } == ["shown"])
  }

  @Test(
    "a sequence that is not ended swallows no other line",
    arguments: [
      "\u{1B}]\nnext", "\u{1B}[31\nnext", "\u{1B}\nnext", "\u{1B}P\nnext", "\u{1B}(\nnext",
    ])
  func keepsNextLine(log: String) {
    #expect(Terminal.text(log) == ["", "next"])
  }

  @Test(
    "a broken sequence gives back the text behind it",
    arguments: [
      ("\u{1B}[é", "é"), ("\u{1B}é", "é"), ("\u{1B}[3\rab", "ab"), ("\u{1B}]title\rab", "abtle"),
      ("\u{1B}[" + String(repeating: "1", count: 80) + "x", "111111111111111" + "1x"),
    ])
  func recovers(line: String, shown: String) {
    #expect(Terminal.text(line) == [shown])
  }

  @Test(
    "counts what was written over, and only that",
    arguments: [
      ("a\rb\rc\n", 2), ("\ra\n", 0), ("a\r\n", 0), ("a\r \rb\n", 1), ("a\r\r\rb\n", 1), ("|\u{8}/\u{8}-\n", 2),
      ("a\u{1B}[2K\rb\n", 1), ("a\u{1B}[Kb\n", 0), ("a\u{1B}[60Gb\n", 0), ("a\r\u{1B}[0m\n", 0), ("a\r   \n", 0),
    ])
  func countsUpdates(line: String, updates: Int) {
    #expect(Terminal.lines(line).map(\.updates) == [updates])
  }

  @Test("a thousand updates of a progress bar are one line")
  func foldsProgressBar() {
    let bar = (0...1000).map { "\r\($0 / 10)%|" + String(repeating: "█", count: $0 / 50) + "| \($0)/1000" }.joined()
    let lines = Terminal.lines(bar + "\nnext\n")
    #expect(lines.map(\.updates) == [1000, 0])
    #expect(Terminal.html(lines[0]) == "100%|" + String(repeating: "█", count: 20) + "| 1000/1000")
  }

  @Test("a line of any length is cut between characters and says how long it is")
  func cutsLongLines() {
    let plain = Terminal.lines(String(repeating: "é", count: 5_000_000) + "\nnext", keeping: 101)
    #expect(plain.map(\.length) == [10_000_000, 4])
    #expect(plain[0].text.count == 100 && plain[0].isCut && !plain[1].isCut)
    let redrawn = Terminal.lines(String(repeating: "x", count: 1_000_000) + "\rab", keeping: 100)
    #expect(redrawn[0].length == 1_000_000)
    #expect(redrawn[0].text.prefix(3) == Array("abx".utf8)[...] && redrawn[0].text.count == 100)
    let far = Terminal.lines("\u{1B}[60000Gx", keeping: 100)
    #expect(far[0].isCut && far[0].text.count <= 100)
  }

  @Test(
    "the cursor goes back to lines before and writes over them",
    arguments: [
      ("a\nb\n\u{1B}[2AX\n", ["X", "b"]), ("a\nb\u{1B}[AX", ["aX", "b"]), ("a\nb\u{1B}[FX\u{1B}[EY", ["X", "Y"]),
      ("a\nb\u{1B}[9A\rX\u{1B}[9BY\n", ["X", "bY"]), ("one\ntwo\n\u{1B}[2A\u{1B}[2Knew\n\u{1B}[Jend", ["new", "end"]),
      ("a\n\u{1B}[A\u{1B}[Kb\n\u{1B}[A\u{1B}[Kc\nd\n", ["c", "d"]), ("a\nb\n\u{1B}[Ac", ["a", "c"]),
      ("a\ntmp\u{1B}[A\rb\n", ["b", "tmp"]),
    ])
  func goesBack(log: String, lines: [String]) {
    #expect(Terminal.text(log) == lines)
  }

  @Test("lines keep the numbers they have in the file, those that the cursor came back to have none of their own")
  func numbersLines() {
    let lines = Terminal.lines("a\nb\n\u{1B}[2Ac\nd\n\u{1B}[Ae\nf\ng")
    #expect(lines.map { String(decoding: $0.text, as: UTF8.self) } == ["c", "e", "f", "g"])
    #expect(lines.map(\.number) == [0, 1, 2, 6])
    #expect(lines.map(\.updates) == [1, 2, 0, 0])
  }

  @Test("a line is final when thirty-one others follow it")
  func forgetsLines() {
    let feeds = String(repeating: "\n", count: TerminalStream.rowLimit + 8)
    let lines = Terminal.text("first" + feeds + "\u{1B}[500A\rX")
    #expect(lines.count == TerminalStream.rowLimit + 8 && lines[0] == "first" && lines[9] == "X")
  }

  @Test("counts control characters that mean nothing")
  func countsControls() {
    var stream = TerminalStream(.utf8)
    let bytes: [UInt8] = [0, 0, 0x61, 0x0B, 0x07, 0x7F, 0x0A]
    stream.read(bytes.span) { _ in }
    #expect(stream.controlCount == 4)
  }

  @Test("gives what the body throws to its caller")
  func passesErrorsOn() {
    struct Full: Error {}
    var stream = TerminalStream(.utf8)
    let bytes = Array("a\nb\n".utf8)
    #expect(throws: Full.self) {
      try stream.read(bytes.span) { _ in throw Full() }
      try stream.finish { _ in throw Full() }
    }
  }
}

import Digests
import Fingerprints
import Markup
import RunModel
import TestSupport
import Testing

@testable import Pages

@Suite("The pages of a log")
struct LogPagesTests {
  /// A run with some files, as its pages see it.
  private func context(_ files: [(path: String, bytes: [UInt8])], artifactLimit: Int64 = 1_000_000) throws -> RunContext
  {
    var header = RunHeader(id: "r", name: "lunar <comet>")
    header.start = Timestamp(milliseconds: 0)
    let run = Run(
      header: header,
      files: files.map { file in
        let role: RunFile.Role =
          file.path.hasPrefix("system") ? .systemLog : file.path.hasPrefix("out") ? .output : .log
        return RunFile(path: file.path, location: "/" + file.path, size: Int64(file.bytes.count), role: role)
      })
    let digests = MemoryDigests([RunDigest(run)])
    let experiment = ExperimentIndex(
      experiment: Experiment(id: "e", name: "e"), store: 0, key: "e", runs: digests.entries)
    let contents = SiteContents(
      title: "t", generatedAt: Timestamp(milliseconds: 0), stores: [], experiments: [experiment],
      artifactLimit: artifactLimit)
    let site = Site(
      contents, source: digests, program: Fingerprint(high: 0, low: 0), templates: try TemplateSet(), assets: AssetSet()
    )
    return try RunContext(site: site, plan: site.plan.run(RunPlace(experiment: 0, run: 0)))
  }

  /// The pages of the first of some files, in order.
  private func pages(
    _ files: [(path: String, bytes: [UInt8])], later: [UInt8]? = nil, pieceSize: Int = 1 << 18,
    artifactLimit: Int64 = 1_000_000
  ) throws -> [String] {
    let run = try context(files, artifactLimit: artifactLimit)
    let sources = Dictionary(files.map { ("/" + $0.path, $0.bytes) }) { first, _ in first }
    let output = MemoryOutput(sources, later: later.map { ["/" + files[0].path: $0] } ?? [:], pieceSize: pieceSize)
    try LogPages(run: run, index: 0, siblings: LogSiblings(run), shownAs: "x").write(to: output)
    return (1...output.files.count).map { output.text(run.files[0].page($0) ?? "") }.filter { !$0.isEmpty }
  }

  private func pages(_ text: String) throws -> [String] { try pages([("a.log", Array(text.utf8))]) }

  private func lines(_ count: Int) -> String { (1...count).map { "line \($0)\n" }.joined() }

  /// The lines of a page: number and what follows it.
  private func rows(_ page: String) -> [(id: Int, rest: Substring)] {
    page.split(separator: "<li id=L").dropFirst().map { part in
      let id = part.prefix { $0.isNumber }
      return (Int(id) ?? 0, part.dropFirst(id.count))
    }
  }

  @Test("each line is an element with a link to itself")
  func writesLines() throws {
    let page = try pages("one\n<two> & \"three\"\n\nlast")[0]
    #expect(
      page.contains(
        "<li id=L1><a href=#L1>1</a>one\n<li id=L2><a href=#L2>2</a>&lt;two&gt; &amp; \"three\"\n"))
    #expect(page.contains("<li id=L3><a href=#L3>3</a>\n<li id=L4><a href=#L4>4</a>last\n</ol>"))
    #expect(page.contains("4 lines") && page.contains("raw file</a>"))
    #expect(!page.contains("class=pager"))
  }

  @Test("a page ends after a thousand lines", arguments: [(1, 1), (1000, 1), (1001, 2), (2500, 3)])
  func splitsPages(count: Int, pageCount: Int) throws {
    let pages = try pages(lines(count))
    #expect(pages.count == pageCount)
    for (index, page) in pages.enumerated() {
      let expected = Array((index * 1000 + 1)...min(count, index * 1000 + 1000))
      #expect(rows(page).map(\.id) == expected)
    }
    if pageCount == 3 {
      #expect(pages[1].contains("1001–2000 of 2500 lines") && pages[1].contains("<a href=\"3.html\">next</a>"))
      #expect(
        pages[1].contains("<a href=\"../a.log.html\">first</a>")
          && pages[0].contains("<a href=\"a.log/last.html\">last</a>"))
    }
  }

  @Test("pieces of any size make the same pages", arguments: [1, 7, 64, 1000])
  func readsPieces(pieceSize: Int) throws {
    let text =
      (1...1200).map { "\u{1B}[3\($0 % 8)m\($0)\r\u{1B}[0m한 \($0)%" + ($0 % 3 == 0 ? "\r\n" : "\n") }.joined()
      + "WARN é"
    let whole = try pages(text)
    #expect(try pages([("a.log", Array(text.utf8))], pieceSize: pieceSize) == whole)
  }

  @Test("colours go on from page to page")
  func carriesColours() throws {
    let pages = try pages("\u{1B}[31m" + lines(1500))
    #expect(pages[1].contains("<a href=#L1001>1001</a><i class=f1>line 1001</i>"))
  }

  @Test("what is folded, cut, left out or read otherwise is said")
  func tellsWhatItDid() throws {
    let bytes =
      Array("1%\r2%\r3%\n".utf8) + Array(String(repeating: "x", count: 9000).utf8) + Array("\nNUL\0\0 bad ".utf8) + [
        0xFF
      ]
    let page = try pages([("a.log", bytes)])[0]
    #expect(page.contains("2 progress updates folded") && page.contains("3%<small>↻ 2 updates folded</small>"))
    #expect(page.contains("x<small>first 4.0 KB of 9.0 KB shown, all of it in the <a href=#raw>raw file</a></small>"))
    #expect(page.contains("2 control characters left out") && page.contains("1 unreadable sequence shown as \u{FFFD}"))
    #expect(try pages([("a.log", [0xE4, 0x41, 0xF6, 0x41, 0xFC, 0x41, 0xDF, 0x0A])])[0].contains("read as Latin-1"))
    #expect(try pages([("a.log", [0xFF, 0xFE, 0x41, 0, 0x0A, 0])])[0].contains("<span>UTF-16</span>"))
    #expect(
      try pages([("a.log", Array(lines(5).utf8))], artifactLimit: 3)[0].contains("too large, raw file not copied"))
  }

  @Test("a file that turns out late not to be UTF-8 is read again")
  func readsAgain() throws {
    let bytes =
      Array(String(repeating: "plain ASCII\n", count: 100).utf8) + [0xE4, 0x41, 0xF6, 0x41, 0xFC, 0x41, 0xDF, 0x0A]
    #expect(try pages([("a.log", bytes)], pieceSize: 100)[0].contains("äAöAüAß\n"))
    let korean: [UInt8] = [
      0xC7, 0xD0, 0xBD, 0xC0, 0x20, 0xBC, 0xD5, 0xBD, 0xC7, 0xC0, 0xCC, 0x20, 0xC1, 0xD9, 0xBE, 0xFA, 0xBD, 0xC0, 0xB4,
      0xCF, 0xB4,
      0xD9, 0x0A,
    ]
    let late = Array(String(repeating: "plain ASCII\n", count: 20_000).utf8) + korean
    let last = try pages([("a.log", late)]).last ?? ""
    #expect(last.contains("학습 손실이 줄었습니다\n") && last.contains("not UTF-8, read as cp949"))
  }

  @Test("no page has more than 96 KB, whatever its lines are, and no line is lost")
  func keepsPagesSmall() throws {
    let coloured = String(repeating: "\u{1B}[1;31;42m<\u{1B}[0m>", count: 300) + "\n"
    let dense = String(repeating: "\u{1B}[7;9;32;41m&", count: 200_000) + "\r" + "\n"
    for text in [String(repeating: "payload ", count: 500) + "\n", coloured, dense, "ERROR " + coloured, " \n"] {
      let count = text == dense ? 3 : 1500
      let pages = try pages(String(repeating: text, count: count))
      #expect(pages.allSatisfy { $0.utf8.count <= 96_000 })
      #expect(pages.flatMap { rows($0).map(\.id) } == Array(1...count))
    }
  }

  @Test("what is in several sections is as if it were in one")
  func joinsSections() throws {
    // Colours, a traceback and a wide bar go on from each line to the next, so from section to section too.
    let lines = (1...40_000).map { number in
      number % 7 == 0
        ? "\u{1B}[3\(number / 7 % 8)mline \(number) of many" : "payload \(number) " + String(repeating: "x", count: 50)
    }
    let pages = try pages(lines.joined(separator: "\n"))
    #expect(pages.flatMap { rows($0).map(\.id) } == Array(1...40_000))
    let names = [2: "<u>", 3: "<var>", 4: "<kbd>", 5: "<bdi>", 6: "<i>"]
    let styles = lines.enumerated().map { index, _ in
      let colour = (index + 1) / 7
      return colour > 0 ? names[colour % 8] ?? "<i class=f\(colour % 8)>" : ""
    }
    for row in pages.flatMap({ rows($0) }) { #expect(row.rest.contains("</a>" + styles[row.id - 1]), "\(row)") }
  }

  @Test("lines the cursor went back to are one line, and later ones keep the numbers they have in the file")
  func foldsNestedBars() throws {
    let bars = (0..<5).map { "outer \($0)\n\rinner 0\rinner 9\u{1B}[A\r" }.joined()
    let page = try pages("start\n" + bars + "\n\nend\n")[0]
    #expect(rows(page).map(\.id) == [1, 2, 3, 9])
    #expect(page.contains("outer 4<small>↻ 4 updates folded") && page.contains("inner 9<small>↻ 9 updates folded"))
  }

  @Test(
    "of many empty lines after one another the first are shown and the rest are counted", arguments: ["\n", "\r\n"])
  func foldsEmptyLines(end: String) throws {
    let text = "a\n" + String(repeating: end, count: 60_000) + "b\n" + String(repeating: end, count: 50) + "c"
    let pages = try pages(text)
    let ids = pages.flatMap { rows($0).map(\.id) }
    #expect(ids.prefix(51) == [1] + Array(2...51) && ids.suffix(52) == [60_002] + Array(60_003...60_052) + [60_053])
    // Each section counts for itself.
    let told = pages.joined().split(separator: " more empty lines</small>").dropLast().compactMap {
      $0.split(separator: "<small>").last.flatMap { Int($0.filter(\.isNumber)) }
    }
    #expect(told.reduce(0, +) + ids.count == 60_053 && pages.count < 10)
    let size = try self.pages(String(repeating: end, count: 1_000_000)).reduce(0) { $0 + $1.utf8.count }
    #expect(size < 1_000_000)
    #expect(
      try self.pages("a" + String(repeating: end, count: 30) + "b")[0].contains("<li id=L30><a href=#L30>30</a>\n"))
  }

  @Test("UTF-16 is the same in pieces of any size, also of odd ones", arguments: [true, false])
  func readsWidePieces(isBigEndian: Bool) throws {
    let text = "\u{FEFF}" + (1...25_000).map { "\($0) Größe\u{A0A}\u{A00}\n" }.joined()
    let bytes = text.utf16.flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
    }
    let whole = try pages([("a.log", bytes)])
    #expect(
      whole.flatMap { rows($0).map(\.id) } == Array(1...25_000) && whole.last?.contains(">25000</a>25000 Größe") == true
    )
    // Sections, and so pages, may end elsewhere.
    func texts(_ pages: [String]) -> [Substring] {
      pages.flatMap { rows($0).map { $0.rest.split(separator: "\n", omittingEmptySubsequences: false)[0] } }
    }
    for size in [33, 32_769, 99_999] { #expect(texts(try pages([("a.log", bytes)], pieceSize: size)) == texts(whole)) }
  }

  @Test("errors and warnings are counted, listed with links, and marked")
  func listsFindings() throws {
    let text =
      lines(1499)
      + "ERROR one <x>\nTraceback (most recent call last):\n  File\nValueError: two\nWARN three\nval_error: 0\n"
    let pages = try pages(text)
    #expect(pages[0].contains("<strong>2 errors, 1 warning</strong>"))
    #expect(
      pages[0].contains("<a href=\"a.log/2.html#L1500\">1500</a> <span>error</span> <code>ERROR one &lt;x&gt;</code>"))
    #expect(
      pages[0].contains("<a href=\"a.log/2.html#L1503\">1503</a> <span>error</span> <code>ValueError: two</code>"))
    #expect(!pages[0].contains("\">1501</a>"))
    let marks = rows(pages[1]).filter { $0.rest.hasPrefix(" class=") }.map {
      "\($0.id)\($0.rest.dropFirst(7).prefix(1))"
    }
    #expect(marks == ["1500e", "1501e", "1502e", "1503e", "1504w"])
    #expect(!(try self.pages(lines(3))[0].contains("findings")))
  }

  @Test("what cannot be read, has no text or has gone says so")
  func tellsWhatIsMissing() throws {
    let run = try context([("a.log", [1])])
    let output = MemoryOutput()
    try LogPages(run: run, index: 0, siblings: LogSiblings(run), shownAs: "e/r/a.log").write(to: output)
    #expect(output.text(run.files[0].page ?? "").contains("Cannot be read") && output.unreadable == ["e/r/a.log"])
    var random = RandomNumbers(seed: 1)
    let noise = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let binary = try pages([("a.log", noise)])
    #expect(binary.count == 1 && binary[0].contains("Looks binary") && !binary[0].contains("<ol class"))
    #expect(try pages([("a.log", [0xEF, 0xBB, 0xBF])])[0].contains("Empty"))
  }

  @Test("a file that changes while it is read costs no link")
  func toleratesChanges() throws {
    let text = Array(lines(2500).utf8)
    let shorter = try pages([("a.log", text)], later: Array(lines(700).utf8))
    #expect(shorter.count == 1 && rows(shorter[0]).last?.id == 700)
    let longer = try pages([("a.log", text)], later: Array(lines(9000).utf8))
    #expect(longer.count == 3 && rows(longer[2]).last?.id == 2500)
    #expect(try pages([("a.log", text)], later: [])[0].contains("Gone"))
  }

  @Test("the page tells from when it is, and a line whose time is a number when that was")
  func tellsTimes() throws {
    let page = try pages("start\n[04:12:07] x\n{\"ts\": 1795407127.25, \"m\": 1}\n")[0]
    #expect(page.contains("from <time datetime=\"1970-01-01T04:12:07\">1970-01-01 04:12:07</time>"))
    #expect(page.contains("<li id=L3 title=\"2026-11-23 04:12:07.250 UTC\"><a"))
  }

  @Test("lists the run's other files, this one marked")
  func listsSiblings() throws {
    let files = ["logs/b.log", "system_logs/s.log", "user_logs/std_log.txt", "outputs/c.json"].map {
      ($0, Array("x\n".utf8))
    }
    let page = try pages(files)[0]
    let names = page.split(separator: "<li><a ").dropFirst().compactMap {
      $0.split(separator: "title=\"").last?.split(separator: "\"").first
    }
    #expect(names == ["user_logs/std_log.txt", "logs/b.log", "system_logs/s.log", "outputs/c.json"])
    #expect(page.contains("<a aria-current=page title=\"logs/b.log\" href=\"logs--b.log.html\">b.log</a>"))
    #expect(page.contains("lunar &lt;comet&gt;</a>"))
    #expect(!(try pages("x\n")[0].contains("log-files")))
  }

  @Test("lists forty of many files, the current one among them", arguments: [0, 1, 40, 99])
  func windowsSiblings(current: Int) throws {
    let files = (0..<100).map { ("logs/\(1000 + $0).log", Array("x\n".utf8)) }
    let run = try context(files)
    let markup = LogSiblings(run).markup(current: current, on: run.files[current].page ?? "").string
    #expect(markup.split(separator: "<li><a ").count == 41)
    #expect(markup.contains("aria-current=page title=\"logs/\(1000 + current).log\"") && markup.contains("40 of 100"))
  }

  @Test("a name too long for the list keeps its ends")
  func shortensNames() {
    let node = String(repeating: "8fb7f64b5dc8faaa", count: 4)
    #expect(LogSiblings.shortName("55_azureml-execution-tvmps_\(node)_d.txt") == "55_azureml-exe…c8faaa_d.txt")
    #expect(LogSiblings.shortName("70_driver_log_0.txt") == "70_driver_log_0.txt")
  }

  @Test("the list of pages and the script's map say where each line is")
  func listsPages() throws {
    let text = Array((lines(2500) + "ERROR x\nERROR y\n").utf8)
    let run = try context([("a.log", text)])
    let output = MemoryOutput(["/a.log": text])
    try LogPages(run: run, index: 0, siblings: LogSiblings(run), shownAs: "x").write(to: output)
    let plan = run.files[0]
    #expect(output.text(plan.pageMap ?? "") == "logMap={ahead:[1,1000,1000],errors:[2501]}\n")
    let list = output.text(plan.pageList() ?? "")
    #expect(list.contains("<li><a href=\"../a.log.html\">1–1000</a>\n<li><a href=\"2.html\">1001–2000</a>\n"))
    #expect(list.contains("<li><a href=\"3.html\">2001–2502</a> <span class=e>2 lines of errors</span>"))
    #expect(output.text(plan.lastPage ?? "") == output.text(plan.page(3) ?? "") && !list.contains("class=pager"))
  }

  @Test("the map finds the page of a line, folded lines included")
  func findsPages() {
    var map = LogMap()
    for (first, last) in [(1, 10), (11, 14), (30, 40)] {
      map.append(LogSheet.Page(start: 0, firstLine: first, lastLine: last))
    }
    #expect([1, 10, 11, 20, 30, 99].map { map.page(of: $0) } == [1, 1, 2, 2, 3, 3])
  }
}

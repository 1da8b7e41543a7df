import Digests
import Foundation
import RunModel
import Testing

@testable import Pages

@Suite("The page of an output")
struct PreviewTests {
  /// The pages of a run with one output, by path below the run's folder.
  private func made(_ path: String, _ bytes: [UInt8], role: RunFile.Role = .output) throws -> [String: String] {
    var digest = SmallSite.run("r")
    digest.files = [RunFile(path: path, location: "/file", size: Int64(bytes.count), role: role)]
    let site = try SmallSite.make([("e", [digest])], artifactLimit: 1_000_000)
    let output = MemoryOutput(["/file": bytes], pieceSize: 100)
    let plan = site.plan.run(RunPlace(experiment: 0, run: 0))
    try RunPages(site: site, plan: plan).write(to: output)
    return Dictionary(
      uniqueKeysWithValues: output.files.map {
        (String($0.key.dropFirst(plan.folder.count + 1)), String(decoding: $0.value, as: UTF8.self))
      })
  }

  private func page(_ path: String, _ text: String) throws -> String {
    try #require(
      try made(path, Array(text.utf8)).first {
        $0.key.hasPrefix("logs/") && $0.key.hasSuffix(".html") && !$0.key.contains("/source")
      }?.value)
  }

  private func escaped(_ text: String) -> String {
    text.replacingOccurrences(of: "<", with: "&lt;").replacingOccurrences(of: ">", with: "&gt;")
      .replacingOccurrences(of: "\"", with: "&quot;")
  }

  @Test("of a table has its first rows, as many as there are told, quotes read and cells escaped")
  func showsTables() throws {
    let rows = (1...500).map { "\($0),\"a, \"\"b\"\" <i>\",0.5" }.joined(separator: "\n")
    let page = try page("out/t.csv", "\u{FEFF}id,text,value\r\n" + rows + "\n")
    #expect(page.contains("<th scope=col>id<th scope=col class=t>text<th scope=col>value"))
    #expect(page.contains(escaped("a, \"b\" <i>")))
    #expect(page.contains("First 200 of 500 rows") && page.contains("500 rows") && page.contains("3 columns"))
    #expect(page.contains("<tr id=L201><td><a href=#L201>201</a><td>200") && !page.contains("id=L202"))
    #expect(try self.page("a.tsv", "a\tb\n1\t2\n").contains("<td>1<td>2"))
    #expect(try self.page("a.csv", "a;b\n1,5;2\n").contains(">1,5<td>2"))
  }

  @Test("of JSON is indented, up to a number of lines; what is none is shown line by line")
  func showsJSON() throws {
    let page = try page("a.json", #"{"a":{"b":[1,2,  3],"c":"<x>\"}"},"d":[{"e":null}],"f":[]}"#)
    let lines = [
      "{", #"  "a": {"#, #"    "b": [1,2,  3],"#, #"    "c": "<x>\"}""#, "  },", #"  "d": ["#, #"    {"e":null}"#,
      "  ],",
      #"  "f": []"#, "}",
    ]
    #expect(try shown(page).map(\.text) == lines.map(escaped))
    let spread = try self.page("s.json", "[\n  1,\n  \" ]\"\n]")
    #expect(spread.contains(escaped("[1, \" ]\"]")))
    let blanks = try self.page("t.json", "[\n  \"a  \\\"  b\",\n  \"c\\\\\",    \"d\"\n]")
    #expect(blanks.contains(escaped(#"["a  \"  b", "c\\", "d"]"#)))
    let long = "[" + (0..<5000).map { #"{"i":\#($0)}"# }.joined(separator: ",") + "]"
    let cut = try self.page("b.json", long)
    let count = try shown(cut).count
    #expect(count > 1000 && count <= 2000 && cut.contains("first \(count) lines shown"))
    for text in ["{\"a\": ", "{\"a\" 1}", "{}\n{}", String(repeating: "[", count: 5000)] {
      #expect(try self.page("c.json", text).contains("id=L1"), "\(text.prefix(20))")
    }
  }

  /// The lines of a page with their numbers.
  private func shown(_ page: String) throws -> [(number: Int, text: String)] {
    try page.components(separatedBy: "<li id=L").dropFirst().map { part in
      let number = try #require(Int(part.prefix { $0.isNumber }))
      #expect(part.hasPrefix("\(number)><a href=#L\(number)>\(number)</a>"))
      let text = part.components(separatedBy: "</a>").dropFirst().joined(separator: "</a>")
      return (number, text.components(separatedBy: "\n")[0])
    }
  }

  @Test("of JSON has the numbers of the file's lines where it can, else those of what is shown")
  func numbersJSON() throws {
    let file = "{\n \"a\": 1,\n \"b\": [\n  1,\n  2\n ],\n \"c\": {\n  \"d\": {\"e\": [{}]}\n }\n}\n"
    let page = try page("a.json", file)
    // Two of the lines that are shown begin on one line of the file.
    #expect(try shown(page).map(\.number) == Array(1...11) && page.contains("lines numbered as shown"))
    let simple = "\n{\n \"a\": 1,\n \"b\": [\n  1,\n  2\n ],\n\n \"c\": null\n}\n"
    let numbered = try self.page("b.json", simple)
    let lines = try shown(numbered)
    #expect(numbered.contains("indented, lines numbered as in the file"))
    #expect(lines.map(\.number) == [2, 3, 4, 9, 10])
    #expect(
      lines.map(\.text) == ["{", "  &quot;a&quot;: 1,", "  &quot;b&quot;: [1, 2],", "  &quot;c&quot;: null", "}"])
    let short = try self.page("c.json", #"{"a": {"b": {"c": [{}]}}}"#)
    #expect(try shown(short).map(\.number) == Array(1...9) && short.contains("lines numbered as shown"))
    #expect(short.contains("<label class=\"log-wrap\">") && short.contains("assets/log.js"))
    #expect(try shown(try self.page("d.json", "1")).map(\.number) == [1])
    #expect(try shown(try self.page("d.json", "\n\n\"x\"\n")).map(\.number) == [3])
  }

  @Test("of a table has rows with the numbers of the lines they begin on")
  func numbersRows() throws {
    let page = try page("a.csv", "\n\nname,text\r\na,\"two\nlines\"\n\nb,\"\"\nc,\n")
    let ids = page.components(separatedBy: "<tr id=L").dropFirst().map { Int($0.prefix { $0.isNumber }) }
    #expect(ids == [3, 4, 7, 8] && page.contains("<a href=#L7>7</a>"))
  }

  @Test("of Markdown leads to its source, line by line")
  func linksSource() throws {
    let files = try made("docs/README.md", Array("# Model\n\ntext \u{202E}\n".utf8))
    let page = try #require(files["logs/docs--README.md.html"])
    #expect(page.contains("<a href=\"docs--README.md/source.html\">source, line by line</a>"))
    #expect(page.contains("text &lt;U+202E&gt;"))
    let source = try #require(files["logs/docs--README.md/source.html"])
    #expect(try shown(source).map(\.text) == ["# Model", "", "text &lt;U+202E&gt;"])
    #expect(source.contains("<a href=\"../docs--README.md.html\">as a document</a>"))
    let long = try made("R.md", Array(String(repeating: "line of *text*\n", count: 5000).utf8))
    #expect(long["logs/R.md/source/5.html"]?.contains("id=L4500") == true)
  }

  @Test("is never larger than 128 KB")
  func keepsPagesSmall() throws {
    let quotes = String(repeating: "\"\"", count: 300)
    let row = (0..<60).map { _ in "\"\(quotes)\"" }.joined(separator: ",") + "\n"
    let text = String(repeating: "'", count: 400_000)
    let objects =
      "[" + (0..<1900).map { "{\"k\($0)\":\"" + String(repeating: "<", count: 300) + "\"}" }.joined(separator: ",")
      + "]"
    let cell: [String: Any] = ["cell_type": "markdown", "source": String(repeating: "*a* ", count: 9000)]
    let printed: [String: Any] = [
      "cell_type": "code", "source": text,
      "outputs": (0..<90).map { _ in ["text": String(repeating: "\"", count: 9000)] },
    ]
    let notebook = try JSONSerialization.data(withJSONObject: [
      "cells": [cell, printed, cell, printed] + Array(repeating: cell, count: 50)
    ])
    for (path, bytes) in [
      ("a.csv", Array((row + String(repeating: row, count: 8)).utf8)),
      ("a.json", Array("[\"\(text)\", {\"\(text)\": 1}]".utf8)),
      ("b.json", Array(objects.utf8)), ("a.md", Array(String(repeating: "*a* `b` <c>\n\n", count: 60_000).utf8)),
      ("b.md", Array(text.utf8)), ("a.ipynb", Array(notebook)),
    ] {
      let files = try made(path, bytes)
      let page = try #require(files["logs/\(path).html"])
      #expect(page.utf8.count <= 128_000)
      #expect(page.contains("shown") || page.contains("First "), "\(path): \(page.utf8.count)")
      #expect(files.filter { $0.key.hasPrefix("logs/") }.allSatisfy { $0.value.utf8.count <= 128_000 })
    }
  }

  @Test("of Markdown is the document, its HTML left out")
  func showsMarkdown() throws {
    let page = try page("README.md", "# Model\n\n**good** <script>alert(1)</script>\n")
    #expect(page.contains("<strong>good</strong>") && !page.contains("<script>alert"))
  }

  @Test("of a notebook has its notes, code, texts and pictures, and HTML only as text")
  func showsNotebooks() throws {
    let png = Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]).base64EncodedString()
    let notebook: [String: Any] = [
      "nbformat": 4, "metadata": ["language_info": ["name": "python"]],
      "cells": [
        ["cell_type": "markdown", "source": ["# Title\n", "*soft* <script>alert(1)</script>"]],
        [
          "cell_type": "code", "execution_count": 7, "source": "print('<b>')",
          "outputs": [
            ["output_type": "stream", "text": ["\u{1B}[31mred\u{1B}[0m\n", "two"]],
            ["output_type": "display_data", "data": ["image/png": png, "text/plain": "<Figure>"]],
            ["output_type": "display_data", "data": ["text/html": "<script>alert(2)</script>"]],
            ["output_type": "display_data", "data": ["image/png": "bm90IGEgcG5n"]],
            [
              "output_type": "error", "ename": "ValueError", "evalue": "no",
              "traceback": ["Traceback", "ValueError: no"],
            ],
          ],
        ],
      ],
    ]
    let files = try made("outputs/n.ipynb", Array(try JSONSerialization.data(withJSONObject: notebook)))
    let page = try #require(files["logs/outputs--n.ipynb.html"])
    #expect(page.contains("<em>soft</em>") && page.contains("[7]") && page.contains("print("))
    #expect(!page.contains("<script>alert") && page.contains(escaped("<script>alert(2)</script>")))
    #expect(page.contains("<img loading=lazy alt=\"&lt;Figure&gt;") && files["logs/outputs--n.ipynb-1.png"] != nil)
    #expect(files.keys.filter { $0.hasSuffix(".png") }.count == 1)
    #expect(page.contains("ValueError: no") && page.contains("error-text") && page.contains("2 cells"))
    #expect(try self.page("bad.ipynb", "{\"cells\": 3}").contains("id=L1"))
  }

  @Test("of a picture is on the run's page, that of a drawing that could run scripts is its text")
  func showsPictures() throws {
    let run = try #require(try made("outputs/roc <1>.png", [0x89, 0x50, 0x4E, 0x47])["index.html"])
    #expect(run.contains("<img loading=lazy alt=\"outputs/roc &lt;1"))
    let files = try made("outputs/plot.svg", Array("<svg onload=alert(1)></svg>".utf8))
    #expect(files["index.html"]?.contains("<img loading") == false)
    #expect(files["logs/outputs--plot.svg.txt.html"]?.contains("&lt;svg") == true)
  }

  @Test("leaves logs as they are, line by line")
  func leavesLogs() throws {
    let page = try #require(
      try made("logs/events.json", Array("{\"a\":1}".utf8), role: .log)["logs/logs--events.json.html"])
    #expect(page.contains("id=L1"))
  }
}

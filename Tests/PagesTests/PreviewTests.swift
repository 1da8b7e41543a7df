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
      try made(path, Array(text.utf8)).first { $0.key.hasPrefix("logs/") && $0.key.hasSuffix(".html") }?.value)
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
    #expect(page.contains("<tr><td class=quiet>200<td>200") && !page.contains("<td class=quiet>201<td>"))
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
    #expect(page.contains(escaped(lines.joined(separator: "\n"))))
    let spread = try self.page("s.json", "[\n  1,\n  \" ]\"\n]")
    #expect(spread.contains(escaped("[1, \" ]\"]")))
    let long = "[" + (0..<5000).map { #"{"i":\#($0)}"# }.joined(separator: ",") + "]"
    #expect(try self.page("b.json", long).contains("first 2000 lines shown"))
    for text in ["{\"a\": ", "{\"a\" 1}", "{}\n{}", String(repeating: "[", count: 5000)] {
      #expect(try self.page("c.json", text).contains("id=L1"), "\(text.prefix(20))")
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

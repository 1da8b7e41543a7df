import Markup
import Notes
import TestSupport
import Testing

struct NotePropertyTests {
  private static let pieces = [
    " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "# ", "## ", "#### ", "\n- ", "\n1. ", "\n2) ", "- [ ] ", "- [x] ",
    "> ", "\n> ", "*", "**", "_", "`", "``", "\n```\n", "[", "](", ")", "]", "![", "[a](b.md)", "![c](site/d.png)",
    "[e](http://f.g/h)", "<http://i.j>", "\\", "\\*", "\\|", "\\~", "&amp;", "&lt;script&gt;", "é", "数", "\n---\n",
    "\n===\n", "|", "| ", "\n|-|\n", "\n|-|-|\n", "\nk|l\n-|:-:\n", "~~", "~~m~~", "<b>", "</p>", "<script>", "<div>\n",
    "'", "\"", "\u{0}", "\u{1B}", noncharacter, "\u{FEFF}", "[r]", "\n\n[r]: /u \"t\"\n\n",
  ]

  @Test("Random markup gives balanced, escaped HTML with harmless links", arguments: 0..<8)
  func randomMarkup(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    for _ in 0..<150 {
      let note = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Self.pieces.randomElement(using: &random) ?? ""
      }.joined(separator: Bool.random(using: &random) ? "" : "n")
      let output = NoteRenderer.html(markdown: note, headingOffset: 2) { target, _ in
        target.hasPrefix("site/") ? target : nil
      }
      let reader = MarkupReader(output.bytes)
      #expect(reader.problems.isEmpty, "\(note.debugDescription) gives \(output.string)")
      _ = NoteRenderer.firstLine(note)
    }
  }

  @Test("Random bytes give balanced, escaped HTML", arguments: 0..<4)
  func randomBytes(seed: UInt64) {
    let marks = Array("*_`[]()<>|~\n-# !&\\".utf8)
    var random = RandomNumbers(seed: seed)
    for _ in 0..<100 {
      let bytes = (0..<300).map { _ in
        let byte = UInt8.random(in: 0...255, using: &random)
        return Bool.random(using: &random) ? byte : marks[Int(byte) % marks.count]
      }
      let note = String(decoding: bytes, as: UTF8.self)
      let output = NoteRenderer.html(markdown: note, headingOffset: 2) { _, _ in nil }
      #expect(MarkupReader(output.bytes).problems.isEmpty, "\(note.debugDescription) gives \(output.string)")
      _ = NoteRenderer.firstLine(note)
    }
  }

  /// Of markup, only what can swallow words by CommonMark's own rules is left out here: comments, info strings,
  /// and what defines references.
  @Test("Every word of a note is on the page, in its text or a hint", arguments: 0..<8)
  func wordsSurvive(seed: UInt64) {
    let markup = [
      " ", "\n", "\n\n", "\n# ", "\n#### ", "\n- ", "\n  - ", "\n1. ", "- [x] ", "\n> ", "*", "**", "_", "`", "[", "](",
      ")", "]", "![", "\\", "\\|", "\n---\n", "\n===\n", "|", "| ", "\n|-|\n", "\n|-|-|\n", "\na|b\n-|:-:\n", " x~~",
      "a~~b",
      "<b>", "&amp;", "\n    ", "\u{0}",
    ]
    var random = RandomNumbers(seed: seed)
    for _ in 0..<150 {
      var note = ""
      let count = Int.random(in: 1...30, using: &random)
      for word in 0..<count {
        note += " word\(word) "
        for _ in 0..<Int.random(in: 0...3, using: &random) { note += markup.randomElement(using: &random) ?? "" }
      }
      let output = NoteRenderer.html(markdown: note, headingOffset: 0) { _, _ in nil }
      let reader = MarkupReader(output.bytes)
      let all = String(decoding: reader.text + [0x20] + reader.attributes, as: UTF8.self)
      let words = Set(all.split(separator: "word").compactMap { Int($0.prefix { $0.isASCII && $0.isNumber }) })
      for word in 0..<count where !words.contains(word) {
        Issue.record("word\(word) is lost: \(note.debugDescription) gives \(output.string)")
      }
    }
  }
}

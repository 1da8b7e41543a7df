import Markup
import Notes
import Testing

struct FirstLineTests {
  @Test(
    "The first heading or paragraph, without markup, on one line",
    arguments: [
      ("# Title\n\nText", "Title"),
      ("a *b*\n`c`  \n[d](e) ![f](g) ~~h~~", "a b c d f h"),
      ("\n\n   \n- > **deep**", "deep"),
      ("<!-- comment -->\n\n<div>\n\ntext <b>bold</b>", "text bold"),
      ("***\n\n#\n\ntext", "text"),
      ("\\*a\\* &amp; \\~~b~~", "*a* & ~~b~~"),
      ("a\u{85}b\u{A0}\u{A0}c\u{7}d", "a b c d"),
      ("", ""), ("\n \n", ""), ("***", ""),
    ])
  func text(markdown: String, line: String) {
    #expect(NoteRenderer.firstLine(markdown) == line)
  }

  @Test("Of a table that comes first it is the header, or the text before it")
  func tables() {
    #expect(NoteRenderer.firstLine("| *a* | `b` | |\n|---|---|---|\n| c | d | e |") == "a · b")
    #expect(NoteRenderer.firstLine("text\n| a |\n|---|") == "text")
    #expect(NoteRenderer.firstLine("| | |\n|-|-|\n\ntext") == "text")
  }

  @Test("Code counts where there is nothing else")
  func code() {
    #expect(NoteRenderer.firstLine("```\n\n  make   it\nso\n```") == "make it")
    #expect(NoteRenderer.firstLine("    code\n\ntext") == "text")
  }

  @Test("Long text is cut by scalars, and only the beginning of a note is read")
  func cut() {
    let long = NoteRenderer.firstLine(String(repeating: "é", count: 5_000_000))
    #expect(long == String(repeating: "é", count: 200) + "…")
    #expect(NoteRenderer.firstLine(String(repeating: "ab ", count: 100)).unicodeScalars.count <= 201)
    #expect(NoteRenderer.firstLine(String(repeating: "x", count: 200)) == String(repeating: "x", count: 200))
    #expect(NoteRenderer.firstLine(String(repeating: "\n", count: 10_000) + "text") == "")
  }

  @Test("A note nested too deeply gives its own text")
  func nested() {
    #expect(NoteRenderer.firstLine(String(repeating: "> ", count: 1000) + "a").hasPrefix("> > > >"))
  }
}

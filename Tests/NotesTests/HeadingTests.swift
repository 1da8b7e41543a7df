import Markup
import Notes
import Testing

struct HeadingTests {
  /// The levels of the headings of a note.
  private func levels(_ markdown: String, offset: Int = 0) -> [Int] {
    html(markdown, headingOffset: offset).matches(of: #/<h([1-6]) /#).compactMap { Int($0.1) }
  }

  /// The ids of a note in their order.
  private func ids(_ markdown: String) -> [String] {
    html(markdown).matches(of: #/id="([^"]*)"/#).map { String($0.1) }
  }

  @Test("Levels are added to and clamped")
  func offset() {
    let note = "# a\n## b\n### c\n#### d\n##### e\n###### f"
    #expect(levels(note) == [1, 2, 3, 4, 5, 6])
    #expect(levels(note, offset: 2) == [3, 4, 5, 6, 6, 6])
    #expect(levels(note, offset: 9) == [6, 6, 6, 6, 6, 6])
    #expect(levels(note, offset: -9) == [1, 1, 1, 1, 1, 1])
  }

  @Test("No level is skipped on the way down, and siblings stay siblings")
  func jumps() {
    #expect(levels("# a\n#### b\n#### c\n## d\n# e") == [1, 2, 2, 2, 1])
    #expect(levels("### a\n##### b\n### c\n# d") == [1, 2, 1, 1])
    #expect(levels("> ## a\n\n- #### b") == [1, 2])
    #expect(levels("a\n=\n\nb\n-") == [1, 2])
  }

  @Test("Ids are GitHub's names with a prefix, and no two are the same")
  func identifiers() {
    #expect(
      ids("# Hello, World!\n# a `b` *c*_d_\n# Ünïcode 数\n# ?!")
        == ["note-hello-world", "note-a-b-cd", "note-ünïcode-数", "note-section"])
    #expect(ids("# a\n# a\n# a-1\n# A\n# a") == ["note-a", "note-a-1", "note-a-1-1", "note-a-2", "note-a-3"])
    #expect(ids("# \"><b id=x>") == ["note-b-idx"])
    #expect(ids("# " + String(repeating: "x", count: 500)) == ["note-" + String(repeating: "x", count: 80)])
  }

  @Test("A page with several notes gives each a prefix")
  func prefix() {
    let note = "# a\n[b](#a) [c](#note-a)"
    let output = NoteRenderer.html(markdown: note, headingOffset: 1, idPrefix: "n\"2") { _, _ in nil }
    #expect(
      output.string
        == "<h2 id=\"n&quot;2-a\">a</h2>\n"
        + "<p><a href=\"#n&quot;2-a\">b</a> <span class=unlinked title=\"#note-a\">c</span></p>\n"
    )
  }

  @Test("A heading without text is left out, one with a picture is not")
  func empty() {
    #expect(html("#\n# &nbsp;\n# <!-- a -->\n## b") == "<h1 id=\"note-b\">b</h1>\n")
    #expect(
      html("# ![](a)", files: ["a": "b"])
        == "<h1 id=\"note-section\"><img loading=lazy alt=\"\" src=\"b\"></h1>\n")
  }

  @Test("Headings hold inline markup")
  func markup() {
    #expect(
      html("## a `b` [c](https://d)")
        == "<h1 id=\"note-a-b-c\">a <code>b</code> \(outside("https://d", "c"))</h1>\n")
  }
}

import Markup
import Notes
import Testing

struct ImageTests {
  @Test("An image of the site is shown, with its markup as plain text")
  func shown() {
    #expect(
      html("![a *b* `c`\nd](e.png \"f\")", files: ["e.png": "../g.png"])
        == "<p><img loading=lazy alt=\"a b c d\" src=\"../g.png\" title=\"f\"></p>\n")
    #expect(html("![](e.png)", files: ["e.png": "g"]) == "<p><img loading=lazy alt=\"\" src=\"g\"></p>\n")
    #expect(
      html("![\"><script>](e.png)", files: ["e.png": "g"])
        == "<p><img loading=lazy alt=\"&quot;&gt;&lt;script&gt;\" src=\"g\"></p>\n")
  }

  @Test("Images are asked for as images")
  func kind() {
    var kinds: [NoteLink] = []
    _ = NoteRenderer.html(markdown: "![a](b) [c](d)", headingOffset: 0) { _, kind in
      kinds.append(kind)
      return "x"
    }
    #expect(kinds == [.image, .link])
  }

  @Test("An image elsewhere is a link to it and is never loaded")
  func elsewhere() {
    #expect(html("![a](https://b/c.png)") == "<p>\(outside("https://b/c.png", "a"))</p>\n")
    #expect(html("![](https://b)") == "<p>\(outside("https://b", "https://b"))</p>\n")
    #expect(
      html("[![a](https://b/c.svg)](https://d)")
        == "<p>\(outside("https://d", "<span class=unlinked title=\"https://b/c.svg\">a</span>"))</p>\n"
    )
  }

  @Test("An image that is not there leaves its text and a remark")
  func missing() {
    #expect(html("![a](b.png)") == "<p>a <span class=quiet>(no image: b.png)</span></p>\n")
    #expect(html("![](data:image/png,x \"t\")") == "<p><span class=quiet>(no image: data:image/png,x — t)</span></p>\n")
    #expect(html("![a]()") == "<p>a <span class=quiet>(no image)</span></p>\n")
  }

  @Test("Images and links within an image are its text")
  func nested() {
    #expect(
      html("![a [b](c) ![d](e)](f)", files: ["f": "g", "c": "h", "e": "i"])
        == "<p><img loading=lazy alt=\"a b d\" src=\"g\"></p>\n")
    #expect(
      html("[![a](b)](c)", files: ["b": "d", "c": "e"])
        == "<p><a href=\"e\"><img loading=lazy alt=\"a\" src=\"d\"></a></p>\n")
  }
}

import Markup
import Notes
import Testing

struct TaskAndStrikethroughTests {
  private static let open = "<input type=checkbox disabled aria-label=\"Not done\">"
  private static let done = "<input type=checkbox disabled checked aria-label=\"Done\">"

  @Test("Tasks have boxes, in tight lists, loose ones and ordered ones")
  func tasks() {
    #expect(
      html("- [ ] a\n- [x] *b*\n- [X] c")
        == "<ul>\n<li class=task>\(Self.open) a</li>\n<li class=task>\(Self.done) <em>b</em></li>\n"
        + "<li class=task>\(Self.done) c</li>\n</ul>\n")
    #expect(
      html("1. [x] **a**\n\n   b")
        == "<ol>\n<li class=task>\n<p>\(Self.done) <strong>a</strong></p>\n<p>b</p>\n</li>\n</ol>\n")
    #expect(html("- [ ] ~~a~~") == "<ul>\n<li class=task>\(Self.open) <del>a</del></li>\n</ul>\n")
  }

  @Test(
    "What only looks like a task is text",
    arguments: ["- [ ]a", "- [y] a", "- \\[ ] a", "[ ] a", "- a [ ] b", "- [] a", "- `[ ]` a", "- # [ ] a", "- [  ] a"])
  func notTasks(markdown: String) {
    #expect(!html(markdown).contains("<input"))
  }

  @Test("Two tildes strike through, across other markup and within it")
  func strikes() {
    #expect(html("~~a~~") == "<p><del>a</del></p>\n")
    #expect(html("~~a *b* `c`~~ d") == "<p><del>a <em>b</em> <code>c</code></del> d</p>\n")
    #expect(html("**~~a~~** ~~**b**~~") == "<p><strong><del>a</del></strong> <del><strong>b</strong></del></p>\n")
    #expect(html("[~~a~~](http://b)") == "<p>\(outside("http://b", "<del>a</del>"))</p>\n")
    #expect(html("# ~~a~~") == "<h1 id=\"note-a\"><del>a</del></h1>\n")
    #expect(html("~~a\nb~~") == "<p><del>a\nb</del></p>\n")
    #expect(html("~~a ~~b~~ c~~") == "<p><del>a <del>b</del> c</del></p>\n")
    #expect(html("(~~a~~), “~~b~~”") == "<p>(<del>a</del>), “<del>b</del>”</p>\n")
  }

  @Test(
    "Tildes that pair with nothing stay",
    arguments: [
      "~~a", "a~~", "~~ a ~~", "~a~", "~~~a~~~ b", "*~~a* b~~", "~5 to ~6", "~~a~", "~~~~", "~~", "a ~~ b ~~ c",
      "~~[a~~](http://b)",
    ])
  func literalTildes(markdown: String) {
    let tildes = markdown.count { $0 == "~" }
    #expect(!html("x " + markdown).contains("<del>"))
    #expect(html("x " + markdown).count { $0 == "~" } == tildes)
  }

  @Test("Escaped tildes are tildes in text, and keep their backslash in code")
  func escapedTildes() {
    #expect(html("\\~\\~a\\~\\~ ~~b~~") == "<p>~~a~~ <del>b</del></p>\n")
    #expect(html("\\~~a~~") == "<p>~~a~~</p>\n")
    #expect(html("\\\\~~a~~") == "<p>\\<del>a</del></p>\n")
    #expect(html("`\\~~` ~~a~~") == "<p><code>\\~~</code> <del>a</del></p>\n")
    #expect(html("    \\~~\n\n[\\~a](\\~b) ~~c~~", files: ["~b": "d"]).contains("<a href=\"d\">~a</a>"))
    #expect(html("    \\~~\n\n~~c~~").contains("<code>\\~~\n</code>"))
    #expect(html("\\~~a \(noncharacter)") == "<p>~~a \u{FFFD}</p>\n")
  }
}

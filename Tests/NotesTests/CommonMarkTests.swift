import Markup
import Notes
import Testing

struct CommonMarkTests {
  @Test("Paragraphs, breaks and emphasis")
  func inlines() {
    #expect(html("one\ntwo  \nthree\\\nfour\n\nfive") == "<p>one\ntwo<br>\nthree<br>\nfour</p>\n<p>five</p>\n")
    #expect(
      html("*a* __b__ ***c*** `d  e`")
        == "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <code>d  e</code></p>\n")
    #expect(html("\\*a\\* &copy; &lt;") == "<p>*a* © &lt;</p>\n")
  }

  @Test("An empty note is nothing", arguments: ["", " ", "\n\n", "\u{FEFF}", "<!-- a comment -->"])
  func nothing(markdown: String) {
    #expect(html(markdown).isEmpty)
  }

  @Test("Text is escaped wherever it stands")
  func escaping() {
    #expect(html("a < b & \"c\" > 'd'") == "<p>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</p>\n")
    #expect(html("`<b>&amp;`") == "<p><code>&lt;b&gt;&amp;amp;</code></p>\n")
    #expect(html("    <b>") == "<pre tabindex=0><code>&lt;b&gt;\n</code></pre>\n")
    #expect(html("nul \u{0} bell \u{7} end \(noncharacter)") == "<p>nul \u{FFFD} bell \u{FFFD} end \u{FFFD}</p>\n")
  }

  @Test("Lists are tight or loose, and begin with their number")
  func lists() {
    #expect(html("- a\n- b\n  - c") == "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n")
    #expect(html("1. a\n\n2. b") == "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n")
    #expect(html("7) a") == "<ol start=7>\n<li>a</li>\n</ol>\n")
    #expect(html("0. a") == "<ol start=0>\n<li>a</li>\n</ol>\n")
  }

  @Test("Block quotes and thematic breaks")
  func quotes() {
    #expect(
      html("> a\n> > b\n\n***")
        == "<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>\n<hr>\n")
  }

  @Test("Code blocks can be reached by keyboard and name their language")
  func codeBlocks() {
    #expect(
      html("```swift title=\"x\"\nlet a = 1\n\n```")
        == "<pre tabindex=0><code class=\"language-swift\">let a = 1\n\n</code></pre>\n")
    #expect(html("~~~c++\n~~~") == "<pre tabindex=0><code class=\"language-c++\"></code></pre>\n")
  }

  @Test(
    "A language that is no plain word is left out",
    arguments: ["a\"onclick=x", "a<b", "é", "language.dotted", "abcdefghijklmnopqrstu", "{.python}"])
  func oddLanguages(info: String) {
    #expect(html("```\(info)\nx\n```") == "<pre tabindex=0><code>x\n</code></pre>\n")
  }

  @Test("Raw HTML is text and its comments are nothing")
  func rawHTML() {
    #expect(html("a <b onclick=\"x\">c</b><!-- d -->e") == "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;e</p>\n")
    #expect(
      html("<script>alert(1)</script>")
        == "<pre class=html tabindex=0>&lt;script&gt;alert(1)&lt;/script&gt;</pre>\n")
    #expect(html("<!-- a\n\nb --> <!-- c --> d\n") == "<pre class=html tabindex=0>d</pre>\n")
    #expect(html("<!-- never closed") == "<pre class=html tabindex=0>&lt;!-- never closed</pre>\n")
    #expect(html("<?php x ?>") == "<pre class=html tabindex=0>&lt;?php x ?&gt;</pre>\n")
  }

  @Test("Lines may end as on any system")
  func lineEnds() {
    #expect(html("# a\r\n\r\nb\rc") == "<h1 id=\"note-a\">a</h1>\n<p>b\nc</p>\n")
  }

  @Test("A note is the same whether it begins with a byte order mark or not")
  func byteOrderMark() {
    #expect(html("\u{FEFF}# a\n\n|b|\n|-|\n") == html("# a\n\n|b|\n|-|\n"))
  }
}

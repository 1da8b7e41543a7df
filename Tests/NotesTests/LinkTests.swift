import Markup
import Notes
import Testing

struct LinkTests {
  @Test("Addresses of the web and of mail stay links")
  func leadingOut() {
    #expect(html("[a](https://b.c/d?e=f&g#h)") == "<p>\(outside("https://b.c/d?e=f&amp;g#h", "a"))</p>\n")
    #expect(html("<http://a.b>") == "<p>\(outside("http://a.b", "http://a.b"))</p>\n")
    #expect(html("<a@b.c>") == "<p><a href=\"mailto:a@b.c\">a@b.c</a></p>\n")
    #expect(
      html("[a](HTTPS://b.c \"T\")")
        == "<p><a href=\"https://b.c\" rel=\"noopener noreferrer\" title=\"T\">a</a></p>\n")
    #expect(html("[a](http://[::1]:80/b)") == "<p>\(outside("http://[::1]:80/b", "a"))</p>\n")
  }

  @Test("Characters that no address has are escaped, escapes stay")
  func escapedAddresses() {
    #expect(html("[a](http://bücher.example/)").contains("href=\"http://bücher.example/\""))
    #expect(html("[a](<http://b/c d\"[e]|%41%4>)").contains("href=\"http://b/c%20d%22%5Be%5D%7C%41%254\""))
    #expect(html("[a](http://b/é#c#d)").contains("href=\"http://b/%C3%A9#c%23d\""))
  }

  @Test(
    "Whatever else leads out is text that tells where it would have led",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x",
      "//evil.example", "/etc/passwd", "/", "http:evil", "https:/evil", "http://", "https:///path", "ftp://a.b",
      "blob:http://a", "http://a:99999/", "http://a:+80/", "http://a|b/", "view-source:http://a", "mailto:", "tel:1",
      "C:/Windows", "nowhere.txt", "#nowhere", "?query", "\\\\\\\\evil",
    ])
  func refused(target: String) {
    let output = html("[a](\(target))")
    #expect(!output.contains("<a"))
    #expect(output.hasPrefix("<p><span class=unlinked title=\""))
    #expect(output.hasSuffix("\">a</span></p>\n"))
  }

  @Test(
    "No trick with white space, control characters or entities makes a scheme",
    arguments: [
      "<java\tscript:alert(1)>", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "&#1;javascript:alert(1)",
      "< javascript:alert(1)>", "&#32;javascript:alert(1)", "&#106;avascript:alert(1)",
      "&#x6A;avascript&colon;alert(1)",
      "java&#0;script:alert(1)", "java&#x7f;script:alert(1)", "&nbsp;javascript:alert(1)", "javascript&colon;alert(1)",
      "java\\script:alert(1)", "&#9;javascript:alert(1)", "jav&#x0A;ascript:alert(1)", "\u{1}javascript:alert(1)",
      "&bsol;&bsol;evil.example/x", "/&bsol;evil.example", "&sol;&sol;evil.example", "&Tab;//evil.example",
    ])
  func tricks(target: String) {
    let all = NoteRenderer.html(markdown: "[a](\(target)) ![b](\(target))", headingOffset: 0) { path, _ in
      // Even what comes through as a path must not be one a browser reads as a scheme or a host.
      #expect(!path.lowercased().hasPrefix("javascript"))
      #expect(!path.hasPrefix("/") && !path.hasPrefix("\\"))
      return nil
    }
    #expect(!all.string.contains("href"))
    #expect(!all.string.contains("src="))
  }

  @Test("Relative targets are asked for, whole first and then without fragment and query")
  func relative() {
    var asked: [String] = []
    let output = NoteRenderer.html(markdown: "[a](b%20c.log#L3) [d](<e f.txt>) [g](./../h?i#j)", headingOffset: 0) {
      target, link in
      asked.append(target)
      return link == .link && !target.contains("#") ? "run/\"x\".html" : nil
    }
    #expect(asked == ["b%20c.log#L3", "b%20c.log", "e f.txt", "./../h?i#j", "./../h"])
    #expect(output.string.contains("<a href=\"run/&quot;x&quot;.html\">a</a>"))
    #expect(html("[a](b#c)", files: ["b#c": "d#e"]) == "<p><a href=\"d#e\">a</a></p>\n")
  }

  @Test("A name with a colon or digits first is a file if it cannot be a scheme")
  func notSchemes() {
    #expect(html("[a](10:30.log)", files: ["10:30.log": "x"]) == "<p><a href=\"x\">a</a></p>\n")
    #expect(html("[a](b/c:d)", files: ["b/c:d": "x"]) == "<p><a href=\"x\">a</a></p>\n")
    #expect(html("[a](epoch=3:val.ckpt)", files: ["epoch=3:val.ckpt": "x"]) == "<p><a href=\"x\">a</a></p>\n")
  }

  @Test("A hint is written only where the text does not say it")
  func hints() {
    #expect(html("<javascript:x>") == "<p>javascript:x</p>\n")
    #expect(html("[a.txt](a.txt)") == "<p>a.txt</p>\n")
    #expect(html("[a](b \"c\")") == "<p><span class=unlinked title=\"b — c\">a</span></p>\n")
    #expect(html("[a]()") == "<p>a</p>\n")
    #expect(html("[a](&quot;&gt;)") == "<p><span class=unlinked title=\"&quot;&gt;\">a</span></p>\n")
  }

  @Test("Fragments lead to headings of the note, by GitHub's name or our own, in any direction")
  func fragments() {
    let output = html(
      "[a](#two-words) [b](#note-two-words) [c](#Two-Words) [d](#h%C3%A9) [e](#no)\n\n# Two words\n\n# Hé")
    #expect(output.contains("<a href=\"#note-two-words\">a</a> <a href=\"#note-two-words\">b</a>"))
    #expect(output.contains("<a href=\"#note-two-words\">c</a> <a href=\"#note-hé\">d</a>"))
    #expect(output.contains("<span class=unlinked title=\"#no\">e</span>"))
  }

  @Test("No link stands in another")
  func nestedLinks() {
    #expect(html("[a <http://b.c>](d)", files: ["d": "e"]) == "<p><a href=\"e\">a http://b.c</a></p>\n")
    #expect(
      html("[a <http://b.c>](d)")
        == "<p><span class=unlinked title=\"d\">a \(outside("http://b.c", "http://b.c"))</span></p>\n"
    )
  }

  @Test("A page that has no links shows the text of each, its target as a hint, and no image")
  func withoutLinks() {
    let note = "[a](https://b.c) <https://d.e> [f](g) [h](#i) ![j](g) ![k](https://l.m) <n@o.p> [![q](g)](g)\n\n# i"
    let output = NoteRenderer.html(markdown: note, headingOffset: 1, hasLinks: false) { _, _ in "file" }.string
    #expect(!output.contains("<a") && !output.contains("<img") && !output.contains("href") && !output.contains("src="))
    #expect(output.contains("<span class=unlinked title=\"https://b.c\">a</span> https://d.e"))
    #expect(output.contains("<span class=unlinked title=\"#i\">h</span> j <span class=quiet>(no image: g)</span>"))
  }
}

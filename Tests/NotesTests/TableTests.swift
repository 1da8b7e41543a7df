import Markup
import Notes
import Testing

struct TableTests {
  /// A table as it is written around its rows.
  private func table(_ rows: String, number: Int = 1) -> String {
    let name = number == 1 ? "Table" : "Table \(number)"
    return "<div class=scroll tabindex=0 role=region aria-label=\"\(name)\"><table>\n\(rows)</table></div>\n"
  }

  @Test("Columns are aligned by class")
  func alignment() {
    let expected = table(
      """
      <thead><tr><th scope=col>a<th scope=col>b<th scope=col class=m>c<th scope=col class=r>d</thead>
      <tbody>
      <tr><td>1<td>2<td class=m>3<td class=r>4
      </tbody>

      """)
    #expect(html("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |") == expected)
    #expect(html("a | b | c | d\n-|:-|:-:|-:\n1|2|3|4\n") == expected)
    #expect(html("  |a|b|c|d|  \n |-|:-|:-:|-:|\t\r\n   |1 |\t2|3|4|\r\n") == expected)
  }

  @Test("Cells hold inline markup, links by reference included")
  func inlineMarkup() {
    let note = "|a|\n|-|\n|*b* **c** `d` ~~e~~ [f][r] <x@y.z>|\n|# g|\n|- h|\n\n[r]: https://example.org\n"
    let cell =
      "<em>b</em> <strong>c</strong> <code>d</code> <del>e</del> "
      + "\(outside("https://example.org", "f")) <a href=\"mailto:x@y.z\">x@y.z</a>"
    #expect(
      html(note)
        == table("<thead><tr><th scope=col>a</thead>\n<tbody>\n<tr><td>\(cell)\n<tr><td># g\n<tr><td>- h\n</tbody>\n"))
  }

  @Test("A pipe after a backslash is a pipe, in code too; any other ends a cell")
  func escapedPipes() {
    #expect(
      html("| a \\| b | c |\n|-|-|\n| `x\\|y` | `z|`\n")
        == table(
          "<thead><tr><th scope=col>a | b<th scope=col>c</thead>\n"
            + "<tbody>\n<tr><td><code>x|y</code><td><code>z|</code>\n</tbody>\n"))
    #expect(
      html("|a|b|\n|-|-|\n|`c|d`|\n")
        == table("<thead><tr><th scope=col>a<th scope=col>b</thead>\n<tbody>\n<tr><td>`c<td>d`\n</tbody>\n"))
  }

  @Test("Short rows are filled, long ones keep their rest in the last cell, empty cells beyond it vanish")
  func cellCounts() {
    #expect(
      html("|a|b|\n|-|-|\n|1|\n|1|2|3|4|\n|1|2||||\nno pipe\n||\n")
        == table(
          """
          <thead><tr><th scope=col>a<th scope=col>b</thead>
          <tbody>
          <tr><td>1<td>
          <tr><td>1<td>2|3|4
          <tr><td>1<td>2
          <tr><td>no pipe<td>
          <tr><td><td>
          </tbody>

          """))
  }

  @Test("A table may follow a line of text, and ends with a blank line or another block")
  func surroundings() {
    let expected = table("<thead><tr><th scope=col>a<th scope=col>b</thead>\n<tbody>\n<tr><td>1<td>2\n</tbody>\n")
    #expect(
      html("One *two\nthree*\na|b\n-|-\n1|2\n\nfour")
        == "<p>One <em>two\nthree</em></p>\n\(expected)<p>four</p>\n")
    #expect(html("a|b\n-|-\n1|2\n# c") == "\(expected)<h1 id=\"note-c\">c</h1>\n")
    #expect(html("a|b\n-|-\n1|2\n---\nc") == "\(expected)<hr>\n<p>c</p>\n")
    #expect(html("a|b\n-|-\n1|2\n> c") == "\(expected)<blockquote>\n<p>c</p>\n</blockquote>\n")
    #expect(html("text\n    # not a heading\na|b\n-|-\n1|2") == "<p>text\n# not a heading</p>\n\(expected)")
  }

  @Test("A line of equals signs below a table is a row, not the underline of a heading")
  func equalsSigns() {
    #expect(
      html("a|b\n-|-\n1|2\n===\n\nc")
        == table(
          "<thead><tr><th scope=col>a<th scope=col>b</thead>\n<tbody>\n<tr><td>1<td>2\n<tr><td>===<td>\n</tbody>\n")
        + "<p>c</p>\n")
  }

  @Test("A line like an underline is one only where it ends the paragraph")
  func lazyUnderlines() {
    let head = "<thead><tr><th scope=col>a<th scope=col>b</thead>\n<tbody>\n"
    #expect(
      html("- x\na|b\n-|-\n===\n1|2\n  ---\n")
        == "<ul>\n<li>x\n" + table(head + "<tr><td>===<td>\n<tr><td>1<td>2\n</tbody>\n") + "<hr>\n</li>\n</ul>\n")
    #expect(
      html("a|b\n-|-\n1|2\n===\n---\n")
        == table(head + "<tr><td>1<td>2\n<tr><td>===<td>\n</tbody>\n") + "<hr>\n")
    #expect(html("a|b\n-|-\n---") == table("<thead><tr><th scope=col>a<th scope=col>b</thead>\n") + "<hr>\n")
  }

  @Test("Tables stand in lists and quotes, however these nest")
  func nesting() {
    let inner = table("<thead><tr><th scope=col>a</thead>\n<tbody>\n<tr><td>1\n</tbody>\n")
    #expect(html("- | a |\n  |---|\n  | 1 |\n") == "<ul>\n<li>\n\(inner)</li>\n</ul>\n")
    #expect(html("10. text\n    | a |\n    |---|\n    | 1 |") == "<ol start=10>\n<li>text\n\(inner)</li>\n</ol>\n")
    #expect(html("-\t| a |\n\t|---|\n\t| 1 |") == "<ul>\n<li>\n\(inner)</li>\n</ul>\n")
    #expect(html("> | a |\n>|---|\n  >   | 1 |") == "<blockquote>\n\(inner)</blockquote>\n")
    #expect(
      html("> 1. > | a |\n>    > |---|\n>    > | 1 |")
        == "<blockquote>\n<ol>\n<li>\n<blockquote>\n\(inner)</blockquote>\n</li>\n</ol>\n</blockquote>\n")
    #expect(
      html("- > x\n\n  > | a |\n  > |---|\n  > | 1 |\n")
        == "<ul>\n<li>\n<blockquote>\n<p>x</p>\n</blockquote>\n<blockquote>\n\(inner)</blockquote>\n</li>\n</ul>\n")
  }

  @Test(
    "What is not quite a table stays a paragraph",
    arguments: [
      "| a | b |\n|---|", "| a |\n|---|---|", "| a |\n|-x-|", "| a |\n| |", "|---|\n|---|---|", "| a |\n|:|",
      "| a |\n|::|", "| a |\n|- -|", "|---|", "a\n\\---|", "> | a |\n|---|",
    ])
  func notQuite(markdown: String) {
    #expect(!html(markdown).contains("<table"))
    #expect(html(markdown).contains("<p>"))
  }

  @Test("A table in a code block is code")
  func inCode() {
    #expect(html("```\n|a|\n|-|\n```") == "<pre tabindex=0><code>|a|\n|-|\n</code></pre>\n")
    #expect(html("    |a|\n    |-|\n") == "<pre tabindex=0><code>|a|\n|-|\n</code></pre>\n")
  }

  @Test("One column needs no pipe where its colons tell it from the underline of a heading")
  func oneColumn() {
    #expect(
      html("a\n:-:\nb")
        == table("<thead><tr><th scope=col class=m>a</thead>\n<tbody>\n<tr><td class=m>b\n</tbody>\n"))
    #expect(html("a\n---\nb") == "<h1 id=\"note-a\">a</h1>\n<p>b</p>\n")
  }

  @Test("Header cells without text are no headers, and a header without any is left out")
  func emptyHeader() {
    #expect(
      html("| |b|\n|-|-|\n|1|2|")
        == table("<thead><tr><td><th scope=col>b</thead>\n<tbody>\n<tr><td>1<td>2\n</tbody>\n"))
    #expect(html("| | |\n|-|-|\n|1|2|") == table("<tbody>\n<tr><td>1<td>2\n</tbody>\n"))
    #expect(html("|a|\n|-|") == table("<thead><tr><th scope=col>a</thead>\n"))
  }

  @Test("Every table after the first has a name of its own, and definitions after it count")
  func severalTables() {
    let row = "<thead><tr><th scope=col>a</thead>\n"
    #expect(
      html("|a|\n|-|\n\ntext\n\n[a]: x\n|a|\n|-|\n\n[a]", files: ["x": "y"])
        == table(row) + "<p>text</p>\n" + table(row, number: 2)
        + "<p><a href=\"y\">a</a></p>\n")
  }
}

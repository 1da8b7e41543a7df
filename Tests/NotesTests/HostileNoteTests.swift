import Markup
import Notes
import Testing

/// Notes made to hang or to crash what reads them; that these tests end is what they test.
struct HostileNoteTests {
  /// A pattern over and over, up to a size in bytes.
  private static func repeated(_ pattern: String, to size: Int = 30_000) -> String {
    String(repeating: pattern, count: size / pattern.utf8.count)
  }

  static let notes: [(name: String, note: String)] = [
    ("quotes", repeated(">", to: 100_000)), ("spaced quotes", repeated("> ") + "a"),
    ("brackets", repeated("[", to: 100_000)),
    ("closed brackets", repeated("[") + repeated("]")), ("asterisks", repeated("*", to: 100_000)),
    ("paired asterisks", repeated("*a") + repeated("a*")), ("triple asterisks", repeated("***a") + repeated("***")),
    ("emphasis", repeated("*a **a ") + repeated("a* a** ")), ("underscores in quotes", repeated(">") + repeated("_(")),
    ("lists on one line", repeated("- + ") + "a" + repeated("\n")),
    ("numbers", repeated("1. ") + "a\n" + repeated("\n")),
    ("lists and quotes", repeated("- > ") + "a\n" + repeated(">\n")),
    ("stairs", (0..<400).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + repeated("\n")),
    ("open images", repeated("![")), ("images and links", repeated("![[]()")),
    ("images then links", repeated("![", to: 400_000) + repeated("[]()", to: 400_000)),
    ("links", repeated("[a](")), ("pointy links", repeated("[a](<b")), ("nested links", repeated("[a](b ")),
    ("backticks", (1...400).map { "e" + String(repeating: "`", count: $0) }.joined()),
    ("comments", repeated("a <!--")), ("instructions", repeated("<?")), ("declarations", repeated("a <!A ")),
    ("fences", repeated("```\n")), ("open fence", "```\n" + repeated("a\n")), ("NUL", repeated("\u{0}")),
    ("entities", repeated("&")), ("backslashes", repeated("\\")), ("autolinks", repeated("<a:")),
    ("white space", "a" + repeated(" ") + "b"), ("tabs", repeated("\t") + "a"), ("headings", repeated("# a\n")),
    ("long heading", "# " + repeated("a ")), ("underlines", repeated("a\n===\n")),
    ("definitions", repeated("[a]: b\n")), ("long reference", "[a]: " + repeated("x") + "\n\n" + repeated("[a]")),
    ("pipes", repeated("|") + "\n" + repeated("|")), ("pipes and dashes", repeated("|a") + "\n" + repeated("|-")),
    ("delimiters", repeated("|-|\n")), ("headers", repeated("a\n|-|\n")), ("wide and short", wide),
    ("tables in quotes", repeated("> |a|\n> |-|\n\n")), ("open strikes", repeated("~~a ")),
    ("strikes", repeated("~~a ") + repeated("a~~ ")), ("escaped tildes", repeated("\\~~")),
    ("tasks", repeated("- [ ] \\[ ] a\n")), ("carriage returns", repeated("\r")),
  ]

  /// 900 columns and rows of one cell.
  private static let wide =
    String(repeating: "|a", count: 900) + "\n" + String(repeating: "|-", count: 900) + "\n" + repeated("x\n")

  @Test("Hostile notes end, balanced and without an explosion", arguments: notes.indices)
  func ends(index: Int) {
    let (name, note) = Self.notes[index]
    let output = NoteRenderer.html(markdown: note, headingOffset: 2) { _, _ in "site/x" }
    let problems = MarkupReader(output.bytes).problems
    #expect(problems.isEmpty, "\(name): \(problems.prefix(3))")
    // Empty cells and tags cost up to fifty bytes a byte of a short note; a note of this size stays far below.
    #expect(output.bytes.count < 40 * note.utf8.count + 1000, "\(name): \(output.bytes.count) bytes")
    _ = NoteRenderer.firstLine(note)
  }

  @Test("What is nested too deeply is shown as it is written, and nothing of it is lost")
  func tooDeep() {
    let output = html(String(repeating: "> ", count: 51) + "a < b")
    #expect(output.hasPrefix("<p class=quiet>Shown as written: "))
    #expect(output.hasSuffix("&gt; a &lt; b</code></pre>\n"))
    #expect(html(String(repeating: "> ", count: 30) + "a").contains("<blockquote>"))
    #expect(html(String(repeating: "* ", count: 200)) == "<hr>\n")
  }

  @Test("Emphasis nested deeper than anybody reads has no tags, but its text")
  func deepEmphasis() {
    let output = html(String(repeating: "**a ", count: 500) + String(repeating: " a**", count: 500))
    #expect(output.count { $0 == "a" } == 1000)
    #expect(output.split(separator: "<strong>").count == 41)
    #expect(MarkupReader(Array(output.utf8)).problems.isEmpty)
  }

  @Test("A note of 5 MB shows its first megabyte and says so")
  func large() {
    let output = html(String(repeating: "some *words* in a line\n\n", count: 5_000_000 / 24))
    #expect(output.hasSuffix("<p class=quiet>… first 1 MB of 5.0 MB shown</p>\n"))
    #expect(output.utf8.count < 1_600_000)
    #expect(!html(String(repeating: "a", count: 1_000_000)).contains("shown</p>"))
    #expect(html(String(repeating: "a", count: 1_000_001)).hasSuffix("first 1 MB of 1.000001 MB shown</p>\n"))
  }

  @Test("The cut is between characters")
  func cut() {
    let output = html("a" + String(repeating: "é", count: 600_000))
    #expect(!output.contains("\u{FFFD}"))
    #expect(output.count { $0 == "é" } == 499_999)
  }

  @Test("A table of tens of thousands of rows is a table")
  func largeTable() {
    let output = html("|a|b|\n|-|-|\n" + String(repeating: "|`c`|d|\n", count: 40_000))
    #expect(output.split(separator: "<tr>").count == 40_002)
  }
}

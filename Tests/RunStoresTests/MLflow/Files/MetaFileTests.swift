import Testing

@testable import RunStores

@Suite("Metadata files of MLflow")
struct MetaFileTests {
  private func read(_ text: String) -> (fields: MetaFields, messages: [String]) {
    var messages: [String] = []
    let fields = Array(text.utf8).withUnsafeBufferPointer { bytes in
      MetaFile.fields(bytes) { line, message in messages.append("\(line ?? 0): \(message)") }
    }
    return (fields, messages)
  }

  @Test(
    "give the text of every form of scalar",
    arguments: [
      ("plain text", "plain text"), ("'single'", "single"), ("\"double\"", "double"), ("'it''s'", "it's"),
      ("\"\\u00FC \\\"q\\\" \\n\"", "ü \"q\" \n"), ("run \"q\" <i>name</i> & co", "run \"q\" <i>name</i> & co"),
      ("a:b#c", "a:b#c"), ("word # comment", "word"), ("-5", "-5"), ("null", nil), ("~", nil), ("", nil),
      ("''", nil), ("'null'", "null"), ("[]", nil), ("{}", nil), ("&a anchored", "anchored"),
      ("!!python/object:x.Y tagged", "tagged"), ("|\n  two\n  lines", "two\nlines\n"),
      ("folded\n  text", "folded text"),
      ("  padded  ", "padded"), ("file:C:\\Users\\x/1", "file:C:\\Users\\x/1"), ("\u{1F680}", "\u{1F680}"),
    ] as [(String, String?)])
  func scalars(text: String, expected: String?) {
    let (fields, messages) = read("first: 1\nname: \(text)\nlast: 2\n")
    #expect(fields.text("name") == expected)
    #expect(fields.integer("first") == 1)
    #expect(fields.integer("last") == 2)
    #expect(messages == [])
  }

  @Test("may have lines that end with CRLF, comments and lists")
  func forms() {
    #expect(read("a: 'x'\r\nb: 7\r\n").fields.integer("b") == 7)
    #expect(read("# top\n\na: x\n").fields.text("a") == "x")
    let (fields, messages) = read("---\ntags:\n- a\n- b\nname: x\n")
    #expect(fields.text("name") == "x")
    #expect(fields.text("tags") == nil)
    #expect(messages == [])
  }

  @Test("whose numbers are too large, fractions or words have none there")
  func numbers() {
    let (fields, _) = read("a: 99999999999999999999\nb: 1.5\nc: x\nd: 1.5e3\ne: nan\n")
    #expect(["a", "b", "c", "e"].allSatisfy { fields.integer($0) == nil })
    #expect(fields.integer("d") == 1500)
  }

  @Test("that are damaged give what can be read, and one message")
  func damaged() {
    let (fields, messages) = read("run_id: abc\nname: \"open\nstatus: 3\n")
    #expect(fields.isDamaged)
    #expect(fields.text("run_id") == "abc")
    #expect(fields.integer("status") == 3)
    #expect(messages == ["2: is not readable as YAML, only the lines that are plainly `key: value` are used"])
  }

  @Test("that nest or multiply without end are refused")
  func hostile() {
    let texts = [
      String(repeating: "[", count: 100_000), String(repeating: "- ", count: 50_000),
      String(repeating: "? ", count: 50_000), "a: &a [x,x]\n" + String(repeating: "b: [*a,*a,*a]\n", count: 50),
    ]
    for text in texts { #expect(read(text).fields.isDamaged) }
  }
}

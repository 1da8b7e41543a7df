import FileAccess
import TestSupport
import Testing

@testable import RunStores

@Suite("Rows of CSV files")
struct CSVRowReaderTests {
  private func rows(_ text: String, separator: Character = ",") -> [[String]] {
    rows(Array(text.utf8), separator: separator)
  }

  private func rows(_ bytes: [UInt8], separator: Character = ",") -> [[String]] {
    let reader = CSVRowReader(bytes, separator: separator.asciiValue ?? 0)
    var rows: [[String]] = []
    while (try? reader.next()) == true { rows.append(reader.cells.map(reader.text)) }
    return rows
  }

  @Test("are cut at separators and at LF or CRLF, blanks around cells left out")
  func plain() {
    #expect(rows("a,b\r\n1,2\n 3 ,\t4 \r\n") == [["a", "b"], ["1", "2"], ["3", "4"]])
    #expect(rows("a;b\n1,5;2\n", separator: ";") == [["a", "b"], ["1,5", "2"]])
    #expect(rows("a\tb\n\t2\n", separator: "\t") == [["a", "b"], ["", "2"]])
  }

  @Test("hold separators, doubled quotation marks and line ends in quotation marks")
  func quoted() {
    #expect(
      rows("\"val/acc, top1\",\"say \"\"hi\"\"\"\n\"two\r\nlines\", \"x\" \n") == [
        ["val/acc, top1", "say \"hi\""], ["two\r\nlines", "x"],
      ])
    #expect(rows("\"\",\"\"\"\"\n\"a\"b,c\"d\n") == [["", "\""], ["ab", "c\"d"]])
  }

  @Test("are none where a line is blank, a comment or a byte-order mark")
  func nothing() {
    #expect(rows("\u{FEFF}#{\"a\": \"1\"}\n\n  \r\n# more\na\n\n1\n") == [["a"], ["1"]])
    #expect(rows("") == [])
    #expect(rows("\n\n#x") == [])
    #expect(rows([0x61, 0x0A] + [UInt8](repeating: 0, count: 5000)) == [["a"]])
  }

  @Test("know the line they begin in, and whether the file ends in them")
  func lines() throws {
    let reader = CSVRowReader(Array("a\n\n\"b\nc\"\nd,e\n1".utf8), separator: 0x2C)
    var found: [String] = []
    while try reader.next() { found.append("\(reader.line)\(reader.isCut ? " cut" : "")") }
    #expect(found == ["1", "3", "5", "6 cut"])
  }

  @Test("go on after a quotation mark that nothing closes")
  func openQuote() throws {
    let reader = CSVRowReader(Array("a,b\n1,\"x\n2,3\n4,5\n".utf8), separator: 0x2C)
    var found: [[String]] = []
    while try reader.next() { found.append(reader.cells.map(reader.text)) }
    #expect(found == [["a", "b"], ["1", "\"x"], ["2", "3"], ["4", "5"]])
    #expect(reader.openQuoteLine == 2)
  }

  @Test("of a file are the same whatever piece they are read in")
  func pieces() throws {
    var random = RandomNumbers(seed: 7)
    let parts = ["1", "\"a,\"\"b\n\"", ",", ",", "\n", "\r\n", " ", "2.5", "\"\"", "x", "#"]
    let text = "h" + (0..<3000).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
    let folder = try TemporaryFolder()
    try folder.write(["a.csv": text])
    let whole = rows(text)
    #expect(whole.count > 200)
    for size in [1, 2, 3, 7, 64, 1000] {
      let reader = try CSVRowReader(FileReader(folder.path + "/a.csv", pieceSize: size), separator: 0x2C)
      var found: [[String]] = []
      while try reader.next() { found.append(reader.cells.map(reader.text)) }
      #expect(found == whole)
    }
  }

  @Test("survive anything", arguments: 0..<200)
  func garbage(seed: UInt64) {
    var random = RandomNumbers(seed: seed)
    let alphabet = Array("\"\",\n\r#;\t1e.-\0\u{FF}".utf8) + [0xFF, 0xC3]
    let bytes = (0..<400).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] }
    #expect(rows(bytes).count <= 400)
    _ = try? CSVHead(bytes)
  }

  @Test("repair text that is not UTF-8")
  func repaired() {
    #expect(rows([0x61, 0xFF, 0x2C, 0x62, 0x0A]) == [["a\u{FFFD}", "b"]])
  }
}

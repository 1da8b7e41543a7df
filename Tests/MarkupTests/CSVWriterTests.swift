import Markup
import TestSupport
import Testing

@Suite("CSV as bytes")
struct CSVWriterTests {
  private func row(_ write: (inout CSVWriter) -> Void) -> String {
    var csv = CSVWriter()
    write(&csv)
    csv.endRow()
    return String(decoding: csv.bytes, as: UTF8.self)
  }

  @Test(
    "text is quoted where RFC 4180 asks for it",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("two\nlines", "\"two\nlines\""),
      ("a\rb", "\"a\rb\""), (" spaces ", " spaces "), ("한글", "한글"),
    ])
  func quotes(text: String, cell: String) {
    #expect(row { $0.cell(text) } == cell + "\n")
  }

  @Test(
    "what a spreadsheet would take for a formula is disarmed, numbers are not",
    arguments: [
      ("=1+1", "\"'=1+1\""), ("@SUM(A1)", "\"'@SUM(A1)\""), ("+1+1", "\"'+1+1\""), ("-cmd", "\"'-cmd\""),
      ("\tx", "\"'\tx\""),
      ("=\"a\"", "\"'=\"\"a\"\"\""), ("-1.5", "-1.5"), ("+3", "+3"), ("-", "-"), ("-inf", "-inf"),
    ])
  func disarms(text: String, cell: String) {
    #expect(row { $0.cell(text) } == cell + "\n")
  }

  @Test("numbers are exact, missing ones empty")
  func writesNumbers() {
    let row = row { csv in
      for value in [0.1, -2, .nan, .infinity, -.infinity, nil] as [Double?] { csv.cell(value) }
      csv.cell(Int64.max)
      csv.cell(nil as Int64?)
    }
    #expect(row == "0.1,-2.0,NaN,Infinity,-Infinity,,9223372036854775807,\n")
  }

  @Test("any rows of text read back by the rules of RFC 4180")
  func readsBack() {
    var random = RandomNumbers(seed: 8)
    for _ in 0..<300 {
      let rows = (0..<3).map { _ in
        (0..<3).map { _ in "x" + String((0..<6).map { _ in "ab,\"\n\r ".randomElement(using: &random) ?? "a" }) }
      }
      var csv = CSVWriter()
      for row in rows {
        for cell in row { csv.cell(cell) }
        csv.endRow()
      }
      #expect(Self.parse(String(decoding: csv.bytes, as: UTF8.self)) == rows)
    }
  }

  private static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        cell.unicodeScalars.append("\"")
        rest.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        rows[rows.count - 1].append(cell)
        cell = ""
        rows.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows.dropLast()
  }
}

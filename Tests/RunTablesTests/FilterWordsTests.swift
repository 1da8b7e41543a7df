import Testing

@testable import RunTables

@Suite("Filters in words")
struct FilterWordsTests {
  private static let columns = ColumnNames(parameters: ["lr", "note.x"], metrics: ["val/loss", "n"], tags: ["team"])

  @Test(
    "say what is asked, in the order it was written",
    arguments: [
      ("", ""), ("status:completed lr<0.01", "status is completed and lr is less than 0.01"),
      ("team:vi,x -team:y", "team contains “vi” or “x” and team does not contain “y”"),
      ("param.lr=0.1,0.2,0.3", "lr is 0.1, 0.2 or 0.3"), ("lr!=0.1 -lr=1", "lr is not 0.1 and lr is not 1"),
      ("val/loss:* -n:*", "val/loss has a value and n has no value"),
      ("metric.val/loss.min<=0.5 n>=3", "val/loss min is at most 0.5 and n is at least 3"),
      ("start>2026-11-23 end<2027", "start is after 2026-11-23 and end is before 2027"),
      ("start=2026-11 duration>15m -lr>1", "start is 2026-11 and duration is more than 15m and lr is not more than 1"),
      (
        "\"a b\" -x",
        "name, id, experiment, user or a tag contains “a b” and name, id, experiment, user or a tag does not contain “x”"
      ),
      ("n:3 team=\"\"", "n is 3 and team is “”"),
    ])
  func words(filter: String, words: String) throws {
    #expect(try RunFilter(filter).words(in: Self.columns) == words)
  }

  @Test("tell at most eight values of a term, and of a long text its beginning")
  func bounds() throws {
    let many = try RunFilter("lr=" + (1...20).map(String.init).joined(separator: ","))
    #expect(many.words(in: Self.columns) == "lr is 1, 2, 3, 4, 5, 6, 7, 8 or one of 12 more")
    let long = try RunFilter("team:" + String(repeating: "x", count: 5000))
    #expect(long.words(in: Self.columns) == "team contains “" + String(repeating: "x", count: 100) + "…”")
  }
}

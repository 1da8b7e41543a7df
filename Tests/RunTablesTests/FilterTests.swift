import RunTables
import TestSupport
import Testing

@Suite("Filters")
struct FilterTests {
  @Test("Every case of the vectors shows its rows or tells its error")
  func vectors() throws {
    let vectors = try Vectors()
    for item in try vectors.cases("filters") {
      let text = try #require(item["filter"] as? String)
      do throws(FilterFailure) {
        let filter = try RunFilter(text, columns: vectors.names)
        let shown = vectors.rows.indices.filter { filter.holds(vectors.rows[$0]) }
        #expect(shown == item["rows"] as? [Int], "\(text)")
      } catch {
        #expect(error.description == item["error"] as? String, "\(text)")
      }
    }
  }

  @Test("A filter whose table is not known yet is only asked whether it is well written")
  func unbound() throws {
    let filter = try RunFilter("zzzzz<1 -status:failed")
    for text in ["zzzzz<abc", "start>yesterday", "metric.loss=high"] {
      #expect(throws: FilterFailure.self, "\(text)") { try RunFilter(text) }
    }
    let (bound, failures) = filter.bound(to: ColumnNames(parameters: ["zzzzz"]))
    #expect(failures.isEmpty)
    #expect(bound.holds(Vectors.Row(columns: [.parameter("zzzzz"): .text("0.5")])))
  }

  @Test("Bound to a table that lacks a column, the column has no value and is told")
  func lackingColumn() throws {
    let row = Vectors.Row(facts: ["run": .text("a")])
    let (absent, failures) = try RunFilter("lr<1 nosuch!=3").bound(to: ColumnNames())
    #expect(failures.count == 2)
    #expect(!absent.holds(row))
    #expect(try RunFilter("nosuch!=3 -nosuch:x").bound(to: ColumnNames()).filter.holds(row))
  }

  @Test("A filter longer than anybody types is refused, one of that length is read")
  func length() throws {
    #expect(throws: FilterFailure.tooLong) { try RunFilter(String(repeating: "a", count: 10_001)) }
    #expect(try !RunFilter(String(repeating: "a ", count: 5000)).isEmpty)
  }

  @Test("Whatever is typed is read or refused, never a crash", arguments: 1...40 as ClosedRange<UInt64>)
  func hostileFilters(seed: UInt64) throws {
    var random = RandomNumbers(seed: seed)
    let vectors = try Vectors()
    let pieces = [
      "\"", "\\", "-", ":", "=", "!=", "<", ">=", ",", " ", "*", "lr", "start", "duration", "metric.", ".max", "status",
      "2026-11",
      "1e9999", "\u{0}", "é", "\u{1F600}", "90s", "run", "{", "}", "~",
    ]
    for _ in 0..<200 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      if let filter = try? RunFilter(text, columns: vectors.names) { _ = vectors.rows.map(filter.holds) }
      _ = try? LegendTemplate(text)
      _ = try? RunSort(parsing: text)
      guard let key = try? ColumnKey(parsing: text) else { continue }
      let again = try ColumnKey(parsing: key.written)
      #expect(again == key)
    }
  }

  @Test("Searching is linear in hostile text", .timeLimit(.minutes(1)))
  func hostileText() throws {
    let filter = try RunFilter(String(repeating: "a", count: 5000) + "b")
    let row = Vectors.Row(facts: ["run": .text(String(repeating: "a", count: 1_000_000))])
    #expect(!filter.holds(row))
  }
}

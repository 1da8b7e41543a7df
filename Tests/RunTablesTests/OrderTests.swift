import RunTables
import Testing

@Suite("Order of runs")
struct OrderTests {
  @Test("Every sort of the vectors gives its order")
  func sorts() throws {
    let vectors = try Vectors()
    for item in try vectors.cases("sorts") {
      let text = try #require(item["sort"] as? String)
      let sort = try RunSort(parsing: text)
      let values = vectors.rows.map { SortValue($0.value(of: sort.key), in: sort.key) }
      #expect(sort.order(values, depths: vectors.rows.map(\.depth)) == item["rows"] as? [Int], "\(text)")
      #expect(try RunSort(parsing: sort.written) == sort)
    }
  }

  @Test("Texts are ordered by their bytes, with numbers in them counted")
  func texts() throws {
    let texts = try #require(try Vectors().json["textsInOrder"] as? [String])
    let sorted = texts.reversed().map(SortValue.text).sorted { SortValue.precedes($0, $1) }
    #expect(sorted == texts.map(SortValue.text))
  }

  @Test("Parents of shown runs are shown, faint")
  func faint() throws {
    for item in try Vectors().cases("trees") {
      let depths = try #require(item["depths"] as? [Int])
      let holds = try #require(item["holds"] as? [Bool])
      #expect(RunTree.faint(holds, depths: depths) == item["faint"] as? [Bool])
    }
  }

  @Test("A chain of a hundred thousand runs is sorted without recursion")
  func deepChain() throws {
    let depths = Array(0..<100_000)
    #expect(RunTree.sorted(depths: depths) { _, _ in false } == depths)
  }
}

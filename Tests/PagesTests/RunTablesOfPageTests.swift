import Digests
import Markup
import RunModel
import Testing

@testable import Pages

@Suite("Tables of a run's page")
struct RunTablesOfPageTests {
  private func cells(_ list: [StructuredValue]) -> [String] {
    var writer = MarkupWriter()
    RecordGrid(list: .list(list)).write(caption: "c", limit: 20, to: &writer)
    return writer.string.split(separator: "\n").filter { $0.hasPrefix("<tr><td") }.map {
      String($0[$0.index(after: $0.lastIndex(of: ">")!)...])
    }
  }

  @Test("a logged list has the same decimals in all rows, whole numbers among them too")
  func decimals() {
    #expect(cells([.number(0.98214), .integer(1), .null]) == ["0.9821", "1.0000", ""])
    #expect(cells([.integer(12_345), .integer(1)]) == ["12,345", "1"])
    #expect(cells([.number(.nan), .number(0.5)]) == ["NaN", "0.5000"])
  }

  private func page(_ run: RunDigest) throws -> String {
    let site = try SmallSite.make([("e", [run])])
    let output = MemoryOutput()
    try RunPages(site: site, plan: site.plan.experiments[0].runs[0]).write(to: output)
    return output.text(site.plan.experiments[0].runs[0].page)
  }

  @Test("the metrics have a column for NaN and infinities if there are any")
  func nonFinite() throws {
    #expect(try page(SmallSite.run("a", ["loss": [1, .nan]])).contains("<th scope=col>NaN, ∞"))
    #expect(try !page(SmallSite.run("a", ["loss": [1, 2]])).contains("NaN, ∞"))
  }

  @Test("each argument stands by itself, so that a line is broken between two and not inside")
  func arguments() throws {
    var run = SmallSite.run("a", ["loss": [1, 2]])
    run.header.arguments = ["--epochs", "<3>"]
    #expect(try page(run).contains("<code><span>--epochs</span> <span>&lt;3&gt;</span></code>"))
  }
}

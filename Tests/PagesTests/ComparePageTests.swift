import Digests
import RunModel
import TestSupport
import Testing

@testable import Pages

@Suite("The page that puts runs side by side")
struct ComparePageTests {
  private let runs = [
    SmallSite.run("a", ["acc": [0.1, 0.9], "loss": [2, 0.5]], parameters: ["lr": "0.1", "seed": "7"], start: 1),
    SmallSite.run("b", ["acc": [0.2, 0.8]], parameters: ["lr": "0.2", "seed": "7"], start: 2, note: "# Why\n\nFine."),
    SmallSite.run("c", start: 3),
  ]

  private func page(_ runs: [RunDigest], settings: String = "{}") throws -> String {
    let output = try SmallSite.files(try SmallSite.make([("e", runs)], settings: settings), jobs: "experiments/e")
    return output.text(try #require(output.files.keys.first { $0.hasSuffix("compare.html") }))
  }

  @Test("has the runs of the charts, best first, and says which and why")
  func choosesRuns() throws {
    let page = try page(runs)
    #expect(page.contains("2 runs, ranked by acc, higher is better (inferred from its name)"))
    #expect(page.contains("data-page=compare"))
    // The rows of a and b in the table, which has the newest first.
    #expect(page.contains("data-runs=\"2 1\""))
    #expect(!page.contains(">c</a>"))
  }

  @Test("tells how far each number is from the first run's, and which side is better")
  func deltas() throws {
    let page = try page(runs)
    #expect(page.contains("0.9000<td title=0.8>0.8000 <small class=worse>\u{2212}0.1000</small>"))
    #expect(page.contains("0.1000<td title=0.2>0.2000 <small class=better>+0.1000</small>"))
    #expect(page.contains("<td class=best title=0.9>0.9000"))
  }

  @Test("marks parameters unlike the first run's, and folds what is the same for all")
  func parameters() throws {
    let page = try page(runs)
    #expect(page.contains(">lr<td class=t>0.1<td class=\"t unlike\">0.2<span class=hidden> differs</span>"))
    #expect(page.contains("1 parameter is the same for all</summary>"))
    #expect(page.contains("seed <code>7</code>"))
  }

  @Test("has the notes, with headings of their own")
  func notes() throws {
    let page = try page(runs)
    #expect(page.contains("<h4 id=\"note-2-why\">Why</h4>"))
    #expect(page.contains("<p>Fine.</p>"))
  }

  @Test("takes the best runs where none has a line, at most eight")
  func choosesRunsWithoutLines() throws {
    let runs = (0..<12).map { SmallSite.run("r\($0)", ["acc": [Double($0) / 100]], start: Int64($0)) }
    let page = try page(runs)
    #expect(page.contains("best 8 of 12 runs by acc"))
    #expect(page.contains("data-runs=\"0 1 2 3 4 5 6 7\""))
    #expect(!page.contains("id=\"charts\""))
  }

  @Test("takes the latest where there is nothing to rank by")
  func choosesLatest() throws {
    let runs = (0..<12).map { SmallSite.run("r\($0)", start: Int64($0)) }
    #expect(try page(runs).contains("latest 8 of 12 runs"))
  }

  @Test("is there for two runs or more only, and then linked")
  func needsTwo() throws {
    let one = try SmallSite.files(try SmallSite.make([("e", [runs[0]])]))
    #expect(!one.files.keys.contains { $0.hasSuffix("compare.html") })
    #expect(!one.files.values.contains { String(decoding: $0, as: UTF8.self).contains("compare.html") })
    let two = try SmallSite.files(try SmallSite.make([("e", runs)]))
    let page = try #require(two.files.keys.first { $0.hasPrefix("experiments/e-") && $0.hasSuffix("/compare.html") })
      .replacing("compare.html", with: "index.html")
    #expect(two.text(page).contains("<a href=\"compare.html\">compare side by side</a>"))
    // With one experiment all runs are compared on its page.
    #expect(two.files["runs/compare.html"] == nil)
    #expect(two.text("runs/index.html").contains("/compare.html\">compare runs side by side</a>"))
  }

  @Test("of several experiments leads to those of each")
  func severalExperiments() throws {
    let files = try SmallSite.files(try SmallSite.make([("e", runs), ("f", [runs[0]])]))
    let page = files.text("runs/compare.html")
    #expect(page.contains("data-page=compare") && page.contains("data-tables=\"runs/table.js\""))
    #expect(page.contains(">e</a> <span class=quiet>3 runs"))
    #expect(!page.contains(">f</a>"))
  }

  @Test("holds a hostile experiment's text as text")
  func hostile() throws {
    let evil = "\"><script>x</script>\u{0}"
    let runs = (0..<3).map {
      SmallSite.run("\(evil)\($0)", [evil: [1, Double($0)]], parameters: [evil: "\($0)\(evil)"], note: evil)
    }
    let page = try page(runs)
    #expect(!page.contains("<script>x"))
    #expect(!page.contains("\u{0}"))
  }

  @Test("leaves out what settings hide")
  func hides() throws {
    let page = try page(
      runs, settings: "columns: {hidden: [param.lr, metric.acc.min]}\nmetrics: {loss: {hidden: true}}")
    #expect(!page.contains(">lr<") && !page.contains(">loss<"))
    #expect(
      page.contains("<th scope=row class=\"t part\">last") && !page.contains("<th scope=row class=\"t part\">min"))
  }
}

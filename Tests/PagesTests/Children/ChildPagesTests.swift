import Charts
import Digests
import Fingerprints
import RunModel
import Testing

@testable import Pages

@Suite("The page of a run that has child runs")
struct ChildPagesTests {
  /// The page of the run of that id.
  private func page(_ id: String, _ site: Site) throws -> String {
    let plan = try plan(id, site)
    return try SmallSite.files(site, jobs: plan.page).text(plan.page)
  }

  private func plan(_ id: String, _ site: Site) throws -> RunPlan {
    let place = try #require(site.allRuns.first { site.entry($0).id == id })
    return site.plan.run(place)
  }

  /// The rows of the table of child runs, cell by cell, without markup.
  private func rows(_ page: String) throws -> [[String]] {
    let table = try #require(page.components(between: "aria-label=\"Child runs\"><table", and: "</table>").first)
    return table.split(separator: "<tr>").dropFirst(2).map { row in
      row.replacing("<th", with: "<td").split(separator: "<td").map { cell in
        var text = ""
        var isTag = true
        for character in cell {
          if character == "<" {
            isTag = true
          } else if character == ">" {
            isTag = false
          } else if !isTag {
            text.append(character)
          }
        }
        return text.trimmed
      }
    }
  }

  private let automl = [
    SmallSite.run("AutoML_x", start: 1, tags: ["primary_metric": "accuracy"], kind: .automl),
    SmallSite.run("AutoML_x_10", ["accuracy": [0.8]], start: 9, parent: "AutoML_x", tags: ["run_algorithm": "SVM"]),
    SmallSite.run(
      "AutoML_x_2", ["accuracy": [0.9]], start: 5, parent: "AutoML_x",
      tags: ["run_algorithm": "LightGBM", "run_preprocessor": "MaxAbsScaler"]),
    SmallSite.run("AutoML_x_0", start: 4, parent: "AutoML_x", status: .failed),
    SmallSite.run("AutoML_x_setup", start: 2, parent: "AutoML_x"),
  ]

  @Test("lists them by iteration with algorithm, metric, best so far and rank, those without an iteration last")
  func listsByIteration() throws {
    let site = try SmallSite.make([("e", automl)])
    let page = try page("AutoML_x", site)
    let rows = try rows(page)
    #expect(rows.map { $0[0] } == ["AutoML_x_0", "best AutoML_x_2", "AutoML_x_10", "AutoML_x_setup"])
    #expect(rows.map { $0[1] } == ["0", "2", "10", ""])
    #expect(rows.map { $0[3] } == ["", "MaxAbsScaler, LightGBM", "SVM", ""])
    #expect(rows.map { $0[4] } == ["", "0.9000", "0.8000", ""])
    #expect(rows.map { $0[5] } == ["", "0.9000", "0.9000", "0.9000"])
    #expect(rows.map { $0[6] } == ["", "1", "2", ""])
    #expect(page.contains("id=\"children-best\"") && page.contains("Best child run: <a"))
  }

  @Test("takes the score from Azure ML's properties where nothing was logged")
  func takesScores() throws {
    let site = try SmallSite.make([
      (
        "e",
        [
          SmallSite.run("p", tags: ["primary_metric": "AUC_weighted"], kind: .automl),
          SmallSite.run("a", parent: "p", tags: ["iteration": "1", "score": "0.75"]),
          SmallSite.run("b", parent: "p", tags: ["iteration": "0", "score": "nan"]),
          SmallSite.run("c", parent: "p", tags: ["iteration": "2", "score": "0.5"]),
        ]
      )
    ])
    let rows = try rows(try page("p", site))
    #expect(rows.map { $0[0] } == ["b", "best a", "c"] && rows.map { $0[3] } == ["", "0.7500", "0.5000"])
  }

  @Test("shows the parameters that differ, not those that are the same, and draws them")
  func showsVaried() throws {
    let trials: [(id: String, rate: String, loss: Double)] = [("a", "0.1", 3), ("b", "0.01", 1), ("c", "0.00001", 2)]
    let children: [RunDigest] = trials.map { trial in
      SmallSite.run(
        trial.id, ["loss": [9, trial.loss]], parameters: ["lr": trial.rate, "seed": "1"], start: 1, parent: "p")
    }
    let parent = SmallSite.run("p", parameters: ["runs": "3"], kind: .sweep, primaryMetric: "loss")
    let site = try SmallSite.make([("e", [parent] + children)])
    let page = try page("p", site)
    #expect(page.contains("<th scope=col>lr") && !page.contains("<th scope=col>seed"))
    #expect(page.contains("<svg class=\"chart\"") && page.contains("id=\"children-parallel\""))
    let parallel = try #require(page.components(between: "<desc id=\"children-parallel-svg-d\">", and: "</desc>").first)
    #expect(parallel.hasPrefix("3 runs over lr 1e−5 to 0.1, logarithmic"), "\(parallel)")
    #expect(page.contains("lower is better") && page.contains("<span class=tag>best</span> <a href=\"../b-"))
  }

  @Test("shows the curves and matrices of the best child alone, without their numbers")
  func showsBestCurves() throws {
    func curve(_ name: String) -> MetricRecord {
      MetricRecord(
        name: name, kind: .curve, step: nil, time: nil,
        data: .object([
          .init("x", .list([.number(0), .number(1)])), .init("y", .list([.number(0), .number(1)])),
        ]))
    }
    let text = MetricRecord(name: "words", kind: .text, step: nil, time: nil, data: .string("x"))
    let site = try SmallSite.make([
      (
        "e",
        [
          SmallSite.run("p", kind: .automl, primaryMetric: "acc", records: [curve("own")]),
          SmallSite.run("a", ["acc": [0.9]], parent: "p", records: [curve("roc <best>"), text]),
          SmallSite.run("b", ["acc": [0.8]], parent: "p", records: [curve("roc of another")]),
        ]
      )
    ])
    let page = try page("p", site)
    let best = try #require(page.components(between: "<h2 id=\"best\">", and: "<h2").first)
    #expect(best.contains("roc &lt;best&gt;") && !best.contains("words") && !best.contains("<details>"))
    #expect(!page.contains("roc of another") && page.contains("<h3>own"))
    let ids = page.components(between: " id=\"", and: "\"")
    #expect(Set(ids).count == ids.count)
  }

  @Test("leads up a chain of three levels and to the runs beside it, and names parents that are not there")
  func leadsUp() throws {
    let site = try SmallSite.make([
      (
        "e",
        [
          SmallSite.run("top", start: 1, kind: .pipeline),
          SmallSite.run("middle", start: 2, parent: "top", kind: .sweep),
          SmallSite.run("one", ["acc": [1]], start: 3, parent: "middle"),
          SmallSite.run("two", ["acc": [2]], start: 4, parent: "middle"),
          SmallSite.run("three", ["acc": [3]], start: 5, parent: "middle"),
          SmallSite.run("lost", parent: "<gone>"), SmallSite.run("self", parent: "self"),
          SmallSite.run("x", parent: "y"), SmallSite.run("y", parent: "x"),
        ]
      )
    ])
    let two = try page("two", site)
    let crumbs = try #require(two.components(between: "aria-label=\"Breadcrumbs\">", and: "</nav>").first)
    let names = crumbs.components(between: "\">", and: "</a>")
    #expect(names.suffix(2) == ["top", "middle"], "\(names)")
    #expect(two.contains("Previous child run</dt><dd><a href=\"../one-"))
    #expect(two.contains("Next child run</dt><dd><a href=\"../three-"))
    #expect(try !page("one", site).contains("Previous child run"))
    #expect(try rows(try page("top", site)).map { $0[0] } == ["middle 3 child runs"])
    #expect(try page("lost", site).contains("<code>&lt;gone&gt;</code> <span class=quiet>is not in this store"))
    #expect(try page("self", site).contains("is this run itself or stands below it"))
    let circle = try [page("x", site), page("y", site)]
    #expect(circle.count { $0.contains("is this run itself or stands below it") } == 1)
    #expect(circle.count { $0.contains("id=\"children\"") } == 1)
  }

  @Test(
    "of 5,000 children is light, pages, opens each digest once more, and thins its chart", arguments: [false, true])
  func holdsMany(isEachBetter: Bool) throws {
    let count = 5000
    let children = (0..<count).map { number in
      let score = isEachBetter ? Double(number) / 5000 : Double(number * 7919 % 5003) / 5003
      return SmallSite.run(
        "HD_1_\(number)", ["acc": [score]],
        parameters: ["lr": "\(Double(number % 89 + 1) / 1000)", "opt": "o\(number % 3)"], start: Int64(number),
        parent: "HD_1")
    }
    let site = try SmallSite.make([("e", [SmallSite.run("HD_1", kind: .sweep, primaryMetric: "acc")] + children)])
    let plan = try plan("HD_1", site)
    // What compares the runs of the experiment is gathered before.
    _ = try site.view(0)
    let source = try #require(site.source as? MemoryDigests)
    let job = try SmallSite.job(plan.page, of: site)
    let before = source.openings
    let output = MemoryOutput()
    try job.run(output)
    let opened = source.openings.map { $0.value - before[$0.key, default: 0] }
    #expect(opened.reduce(0, +) == count + 2, "its own and that of the best child for its curves")
    #expect(output.text(plan.page).utf8.count < 400_000)
    let pages = (1...25).map { output.text(plan.childPage($0)) }
    #expect(output.files.keys.count { $0.contains("/children-") } == 24)
    #expect(pages.allSatisfy { $0.utf8.count < 400_000 })
    let names = try pages.flatMap { try rows($0).map { $0[0].replacing("best ", with: "") } }
    #expect(names == (0..<count).map { "HD_1_\($0)" })
    #expect(pages[0].contains("drawn: the least and greatest of each stretch"))
    #expect(pages[0].contains("the best 200 of 5000 child runs"))
  }

  @Test("is made anew when a child changes, and only then")
  func dependsOnChildren() throws {
    func inputs(_ state: RunStatus, _ other: String = "other") throws -> [String: Fingerprint] {
      let site = try SmallSite.make([
        ("e", [SmallSite.run("p"), SmallSite.run("c", ["acc": [1]], parent: "p", status: state), SmallSite.run(other)])
      ])
      let plan = try plan("p", site)
      let job = try SmallSite.job(plan.page, of: site)
      return Dictionary(try job.inputs().map { ($0.label, $0.fingerprint) }) { first, _ in first }
    }
    let label = "a parent, child or sibling run"
    let before = try inputs(.completed)
    #expect(try inputs(.completed, "elsewhere")[label] == before[label] && before[label] != nil)
    #expect(try inputs(.failed)[label] != before[label])
  }

  @Test("survives names, parameters and scores of any kind")
  func survivesHostile() throws {
    let hostile = "</table><script>\"'&\u{202E}"
    let children: [RunDigest] = (0..<40).map { number in
      var parameters: [String: String] = [:]
      for place in 0..<200 { parameters["p\(place)" + hostile] = "\(number)" + hostile }
      let values: [Double] = [number == 3 ? .nan : .infinity, Double(number) * 1e300]
      let iteration = number % 2 == 0 ? "99999999999999999999" : "-1"
      return SmallSite.run(
        hostile + "_\(number)", [hostile: values], parameters: parameters, parent: hostile,
        tags: ["iteration": iteration, "algorithm": hostile])
    }
    let parent = SmallSite.run(hostile, kind: .automl, primaryMetric: hostile)
    let site = try SmallSite.make([("e", [parent] + children)])
    let plan = try plan(hostile, site)
    let text = try SmallSite.files(site, jobs: plan.page).text(plan.page)
    #expect(text.contains("40 child runs") && !text.contains("</table><script>"))
  }

  @Test("thins points to the least and greatest of each stretch, in their order")
  func thins() {
    let points = (0..<10_000).map { number in
      BestChart.Point(
        run: ChartRun(label: "\(number)", style: SeriesStyle(colour: 0, dash: 0)),
        value: number == 7777 ? 5 : number == 123 ? -5 : Double(number % 10) / 10, place: number)
    }
    let thinned = ChildCharts.thinned(points)
    let places = thinned.compactMap(\.place)
    #expect(thinned.count <= 600 && places == places.sorted() && Set(places).isSuperset(of: [123, 7777]))
    #expect(ChildCharts.thinned(Array(points.prefix(600))) == Array(points.prefix(600)))
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// What stands between each of one text and the next of another.
  fileprivate func components(between start: String, and end: String) -> [String] {
    ranges(of: start).compactMap { found in
      let rest = self[found.upperBound...]
      return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
    }
  }
}

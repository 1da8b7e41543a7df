import Digests
import RunModel
import Testing

@testable import Pages

@Suite("Charts that settings ask for")
struct RequestedChartTests {
  private static let runs = (0..<6).map(run) + [SmallSite.run("bare", start: 0)]

  private static func run(_ number: Int) -> RunDigest {
    let metrics = ["acc": [0.1, 0.2 + Double(number) / 10], "loss": [2, 1 / Double(number + 1)]]
    return SmallSite.run(
      "r\(number)", metrics, parameters: ["lr": "\(number + 1)", "model": number < 3 ? "svm" : "tree"],
      start: Int64(number) * 3_600_000)
  }

  private func page(_ settings: String, runs: [RunDigest] = runs, jobs: String = "/index.html") throws -> String {
    let site = try SmallSite.make([("wine", runs)], settings: settings)
    let plan = site.plan.experiments[0]
    return try SmallSite.files(site, jobs: jobs).text(jobs == "/views/" ? plan.views[0].page : plan.page)
  }

  @Test("stand on the page of each experiment that has what they need, and on no other")
  func experiment() throws {
    let charts = """
      charts:
        - bar: acc.max
        - bar: nosuch
        - best: lr
          experiment: other
        - parallel: [lr, model, acc.max]
      """
    let html = try page(charts)
    #expect(html.contains("<figure class=chart-cell id=\"own-chart-1\" data-aggregate=\"bar:metric.acc.max\""))
    #expect(!html.contains("own-chart-2"))
    #expect(html.contains("id=\"own-chart-3\"") && html.contains("strong line: r5, best by acc max"))
    #expect(html.contains("<figure class=chart-cell id=\"chart-1\" data-metric=\"acc\""))
    #expect(!(try page("{charts: [{bar: nosuch}]}")).contains("own-chart"))
    #expect(try page("{}") == (try page("{charts: [{bar: nosuch}]}")))
  }

  @Test("have all runs of a view, say how many have what is drawn, and why one has nothing to draw")
  func view() throws {
    let html = try page(
      """
      views:
        - name: v
          charts: [{bar: acc.max}, {scatter: [model, acc.max]}, {best: loss.min}, {bar: model}, {line: nosuch}]
      """, jobs: "/views/")
    #expect(html.contains("<title>r5: 0.7000</title>") && html.contains("6 of 7 runs have it"))
    #expect(html.contains("acc max over model") && html.contains("model of 2 kinds"))
    #expect(html.contains("loss min, best so far") && html.contains("lower is better. Best: r5 0.1667, run 6 of 6."))
    #expect(html.contains("No run here has a number in model."))
    #expect(html.contains("No run of the experiment has a line of nosuch."))
  }

  @Test("of lines name runs by the legend, and have the x axis, scales and smoothing that are asked for")
  func lines() throws {
    let html = try page(
      """
      views:
        - name: v
          filter: model:svm
          sort: -acc.max
          charts:
            - {line: loss}
            - {line: acc, x: loss, log: xy, smoothing: 0.5, legend: "{run} lr {lr} {user}", title: Course}
            - {line: acc, x: wall}
      """, jobs: "/views/")
    // One for the lines that are named by their runs, one for those with a legend of their own.
    #expect(html.components(after: "<ul class=legend>").count == 1)
    #expect(html.components(after: "<ul class=\"legend short\">").count == 1)
    #expect(html.contains(">r2 lr 3 —</a></li>") && html.contains(">r2</a> <span class=quiet>lr 3</span></li>"))
    #expect(html.contains("<h3>Course</h3>") && html.contains("acc · over loss · smoothed by 0.5"))
    #expect(html.contains("log scales of x and y"))
    #expect(html.contains("over loss 0.3333 to 2, logarithmic, values 0.1 to 0.4, logarithmic, smoothed by 0.5."))
    #expect(html.contains("None of these runs has a line of acc with times."))
    // The first of a sorted view is the one to look at.
    #expect(html.contains("<g class=\"s e c") && html.contains("<title>r2: last"))
  }

  @Test("escape what stands in titles, legends and texts of runs")
  func hostile() throws {
    let evil = "<script>alert(1)</script>\"'&"
    let run = SmallSite.run(evil, ["acc": [1, 2]], parameters: ["p": evil, "q": "1"], start: 0)
    let quoted = "\"" + evil.replacing("\"", with: "\\\"") + "\""
    let html = try page(
      """
      views:
        - name: \(quoted)
          note: \(quoted)
          group: p
          baseline: \(quoted)
          columns: [p, acc.max]
          charts: [{line: acc, legend: "{p} {run}"}, {bar: acc.max, title: \(quoted)}, {scatter: [p, acc.max]}]
      """, runs: [run], jobs: "/views/")
    #expect(!html.contains("<script>") && html.contains("&lt;script&gt;"))
    #expect(html.contains("<title>&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp; · Small</title>"))
  }
}

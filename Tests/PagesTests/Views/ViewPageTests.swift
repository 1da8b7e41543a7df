import Digests
import RunModel
import Testing

@testable import Pages

@Suite("Pages of saved views")
struct ViewPageTests {
  private static let runs = [
    SmallSite.run("sweep", parameters: ["model": "none"], start: 1000),
    SmallSite.run(
      "a", ["acc": [0.5, 0.75], "loss": [2, 1]], parameters: ["lr": "0.1", "model": "svm"], start: 2000, parent: "sweep"
    ),
    SmallSite.run(
      "b", ["acc": [0.25, 0.5], "loss": [3, .nan]], parameters: ["lr": "0.01", "model": "tree"], start: 3000,
      parent: "sweep"),
    SmallSite.run("c", ["acc": [0.5, 1]], parameters: ["lr": "1", "model": "svm"], start: 4000, status: .failed),
    SmallSite.run("d", start: 5000),
  ]

  private func page(_ view: String, number: Int = 1, runs: [RunDigest] = runs) throws -> ViewProbe {
    let site = try SmallSite.make([("wine", runs)], settings: "metrics: {acc: {direction: higher}}\nviews: [\(view)]")
    let plan = try #require(site.plan.experiments[0].views.first)
    return ViewProbe(try SmallSite.files(site, jobs: "/views/").text(plan.page(number)))
  }

  @Test("have exactly the runs of the filter, in the order of the sort, with the parents that do not fit in grey")
  func filtersAndSorts() throws {
    let probe = try page("{name: v, filter: 'lr>0', sort: -lr, columns: [lr]}")
    #expect(probe.runs == ["c", "sweep", "a", "b"] && probe.runs(look: "parent") == ["sweep"])
    #expect(probe.html.contains("<span>3 of 5 runs</span>"))
    #expect(probe.html.contains("Runs whose lr is more than 0 <code>lr&gt;0</code> · sorted by lr, descending"))
    #expect(probe.html.contains("1 parent is there for the runs below, in grey and not counted"))
    // Children stay below their parent, whatever their values.
    #expect(try page("{name: v, sort: lr}").runs == ["c", "d", "sweep", "b", "a"])
    #expect(try page("{name: v}").runs == ["d", "c", "sweep", "a", "b"])
  }

  @Test("have only the runs that are named, by name or id, and say which are not here")
  func namesRuns() throws {
    let probe = try page("{name: v, runs: [c, a, gone], baseline: none}")
    #expect(probe.runs == ["c", "sweep", "a"] && probe.html.contains("The runs c, a, gone · newest first"))
    #expect(
      probe.html.contains("not in this experiment: gone; the baseline none is not in this experiment</p>"),
      "\(probe.html)")
  }

  @Test("have exactly the columns that are named, after run and status, those of one metric below one head")
  func columns() throws {
    let probe = try page("{name: v, columns: [acc.max, acc.min_step, lr, run, duration, acc.last, loss.mean, nosuch]}")
    #expect(probe.heads == ["Run", "Status", "max", "step of min", "lr", "Duration", "last", "mean"])
    #expect(probe.groups == ["acc ↑", "Parameters", "acc ↑", "loss ↓"])
    #expect(probe.html.contains("no run here has nosuch"))
    // The best of the runs that are shown.
    #expect(probe.cells(of: "c")[1] == "<td class=best title=1>1.0000")
    #expect(
      try page("{name: v, columns: [acc.max], filter: status:completed}").cells(of: "a")[1].hasPrefix(
        "<td class=best title=0.75>"))
    #expect(try page("{name: v, columns: [user]}").groups == [])
    #expect(try page("{name: v, columns: []}").heads == ["Run", "Status"])
  }

  @Test("have groups in the order of their values, with count, mean, least and greatest, runs without a value last")
  func groups() throws {
    let probe = try page("{name: v, group: model, sort: lr, columns: [lr, acc.last, status, user]}")
    #expect(probe.runs == ["sweep", "a", "c", "b", "d"])
    let groups = probe.html.components(after: "<tr class=group>")
    #expect(groups.count == 4)
    #expect(
      groups[0].hasPrefix("<th scope=rowgroup class=t colspan=2>model <b>none</b> <small>1 run</small><td><td><td>\n"))
    #expect(
      groups[1].hasPrefix(
        "<th scope=rowgroup class=t colspan=2>model <b>svm</b> <small>2 runs</small><td title=\"mean 0.55\">0.55"
          + " <small>0.1 – 1</small><td title=\"mean 0.875\">0.8750 <small>0.7500 – 1.0000</small><td>\n"),
      "\(groups[1])")
    #expect(groups[3].hasPrefix("<th scope=rowgroup class=t colspan=2>model <b>—</b> <small>1 run</small>"))
  }

  @Test("compare with a baseline in words, signs and arrows, on top and even where it does not fit the view")
  func baseline() throws {
    let probe = try page("{name: v, baseline: a, columns: [acc.max, loss.last, acc.count]}")
    #expect(probe.runs == ["a", "d", "c", "sweep", "b"] && probe.runs(look: "baseline") == ["a"])
    #expect(probe.cells(of: "a")[1] == "<td title=0.75>0.7500")
    #expect(probe.cells(of: "c")[1].hasSuffix("<small class=better>+0.2500</small>"))
    #expect(probe.cells(of: "b")[1].hasSuffix("<small class=worse>\u{2212}0.2500</small>"))
    #expect(probe.cells(of: "b")[3].hasSuffix("<small class=equal>±0</small>"))
    #expect(probe.html.contains("▲ better, ▼ worse") && probe.html.contains(" · compared with <a href="))
    let outside = try page("{name: v, baseline: a, filter: status:failed, columns: [acc.max]}")
    #expect(outside.runs == ["a", "c"] && outside.html.contains("<span>1 of 5 runs</span>"))
    #expect(outside.html.contains("the baseline itself does not fit the view"))
  }

  @Test("say in words that no run fits, and why that may be")
  func empty() throws {
    let probe = try page("{name: v, filter: 'modle>5', charts: [{bar: lr}]}")
    #expect(probe.html.contains("<strong>No run fits this view</strong>") && !probe.html.contains("<table"))
    #expect(probe.html.contains("None of the 5 runs of wine is what the view asks for."))
    #expect(probe.html.contains("Filter: No column is called `modle`; did you mean `model`?"), "\(probe.html)")
    #expect(try page("{name: v}", runs: []).html.contains("The experiment has no run yet."))
  }

  @Test("are paged as the experiment's table is, groups going on, the baseline on every page")
  func pages() throws {
    let runs = (0..<1100).map { number in
      SmallSite.run(
        "r\(number)", parameters: ["n": "\(number)", "half": number < 550 ? "x" : "y"], start: Int64(number))
    }
    let view = "{name: v, sort: n, group: half, baseline: r7}"
    let first = try page(view, runs: runs)
    let second = try page(view, number: 2, runs: runs)
    let third = try page(view, number: 3, runs: runs)
    #expect(first.runs.count == 500 && first.runs[0] == "r7" && first.runs[1] == "r0" && first.runs.last == "r499")
    #expect(second.runs.count == 501 && second.runs[1] == "r500" && third.runs.last == "r1099")
    #expect(second.html.contains("<b>x</b> <small>550 runs, continued</small>"))
    #expect(second.html.contains("<b>y</b> <small>550 runs</small>"))
    #expect(second.html.contains("501–1000 of 1100 runs"))
  }

  @Test("lead to the same choice on the experiment's page")
  func fragment() throws {
    let probe = try page(
      """
      {name: v, filter: 'lr<1', sort: -acc.max, columns: [lr, acc.last, acc.count], group: model, baseline: a,
       charts: [{line: acc, x: time, log: x, smoothing: 0.5, legend: "{run} é"}, {scatter: [lr, acc.max]}]}
      """)
    let hash = PageName.hexHash("a", digits: 8)
    #expect(
      probe.html.contains(
        "href=\"../index.html#f=lr%3C1&amp;s=-metric.acc.max&amp;c=+metric.acc.count~-trend~-metric.acc.min"
          + "~-metric.acc.max~-param.model~-metric.loss.last~-metric.loss.min~-metric.loss.max~-start~-duration"
          + "&amp;g=param.model&amp;b=\(hash)&amp;x=time&amp;l=x-&amp;m=0.5&amp;t=%7Brun%7D%20%C3%A9"
          + "&amp;a=scatter:lr,acc.max\""), "\(probe.html)")
    #expect(try page("{name: v, runs: [c]}").html.contains("../index.html#f=id=c\""))
    // Lines that are drawn in different ways have no options in common.
    let different = try page("{name: v, charts: [{line: acc, x: time}, {line: acc, smoothing: 0.5}]}")
    #expect(different.html.contains("href=\"../index.html\">change this choice"))
  }
}

import Analysis
import Digests
import Markup
import RunModel
import RunTables

/// What the page of a parent says of its child runs, and the further pages of their table.
struct ChildPages {
  let run: RunContext
  private let children: ChildRuns
  private let table: ChildTable

  private var site: Site { run.site }
  private var plan: RunPlan { run.plan }

  init(run: RunContext) throws {
    self.run = run
    children = try ChildRuns(of: run)
    table = ChildTable(run: run, children: children)
  }

  /// Counts, the best child, charts, the first page of the table and the charts of the best child.
  var slots: PageSlots {
    get throws {
      var slots: PageSlots = [
        "childFacts": facts, "childBest": best, "childCharts": ChildCharts(run: run, children: children).markup,
        "children": table.markup(page: 1),
      ]
      if let best = children.best {
        let context = try RunContext(site: site, plan: site.plan.run(best.place))
        slots["bestRecords"] = RecordTables(run: context, isExcerpt: true).markup
        var writer = MarkupWriter()
        writer.link(run.link(to: context.plan.page), site.entry(best.place).displayName)
        slots["bestLink"] = writer
      }
      return slots
    }
  }

  /// The pages of the table after the first.
  func writeFurtherPages(to output: any SiteJob.Output) throws {
    guard table.pageCount > 1 else { return }
    for number in 2...table.pageCount {
      let path = plan.childPage(number)
      let name = run.digest.header.displayName
      var frame = PageFrame(
        site: site, path: path, section: .experiments, title: "Child runs of \(name), page \(number)")
      frame.above = [
        ("Experiments", SitePlan.experiments), (run.experiment.experiment.name, run.experimentPlan.page),
        (name, plan.page),
      ]
      frame.isLive = site.isLive(plan)
      try output.put(frame.render("table", ["facts": facts, "main": table.markup(page: number)]), at: path)
    }
  }

  private var facts: MarkupWriter {
    var writer = MarkupWriter()
    writer.count(children.runs.count, "child run", "child runs")
    writer.raw(" · ")
    StatusCounts(children.runs.map { site.state(site.entry($0.place)) }).write(to: &writer)
    if let link = tableLink {
      writer.raw("· <a href=\"")
      writer.text(link)
      writer.raw("\">sort and filter them in the experiment’s table</a>")
    }
    return writer
  }

  /// The experiment's table, where the script shows the child runs alone, best first; nil for few or those elsewhere.
  private var tableLink: String? {
    guard children.runs.count > 1, plan.children.allSatisfy({ $0.experiment == plan.place.experiment }) else {
      return nil
    }
    var fragment = FragmentText()
    fragment.add("f", "parent=" + ColumnKey.quoted(run.entry.displayName))
    if let metric = children.metric, let side = metric.direction?.direction, metric.digest.runCount > 0 {
      let aggregate: MetricAggregate = side == .higher ? .max : .min
      fragment.add("s", (side == .higher ? "-" : "") + ColumnKey.metric(metric.name, aggregate).written)
    }
    return run.link(to: run.experimentPlan.page) + fragment.text
  }

  /// The best child run in a sentence, with what sets it apart.
  private var best: MarkupWriter {
    var writer = MarkupWriter()
    guard children.runs.count > 1, let metric = children.metric, let best = children.best, let score = best.score
    else { return writer }
    writer.raw("<p>Best child run: ")
    writer.link(run.link(to: site.plan.run(best.place).page), site.entry(best.place).displayName)
    if let iteration = best.iteration { writer.safe(", iteration \(NumberText.grouped(iteration))") }
    writer.raw(", with ")
    writer.text("\(metric.name) \(table.text(score))")
    let told =
      [best.algorithm].compactMap { $0 }
      + table.parameters.compactMap { parameter in
        best.value(parameter).map { "\(parameter.name.prefix(32)) \($0.prefix(32))" }
      }
    if !told.isEmpty {
      writer.raw(" <span class=quiet>")
      writer.text(told.joined(separator: " · "))
      writer.raw("</span>")
    }
    writer.raw("</p>\n")
    return writer
  }
}

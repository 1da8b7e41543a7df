import Digests
import Markup
import RunModel

/// Where runs of different experiments are put side by side, which is the script's work; without it, the way to the
/// pages that compare the runs of one experiment.
struct CompareRunsPage {
  private static let limit = 500

  let site: Site

  func render() -> [UInt8] {
    var frame = PageFrame(site: site, path: SitePlan.compare, section: .allRuns, title: "Compare runs")
    frame.above = [("All runs", SitePlan.allRuns())]
    frame.script.table = site.allRunsTable
    frame.script.page = "compare"
    var main = MarkupWriter()
    main.raw("<div id=compare>\n<p>")
    main.raw("Tick two to ten runs in the table of ")
    main.link(PagePath.relative(from: SitePlan.compare, to: SitePlan.allRuns()), "all runs")
    main.raw(" and press Compare to see them side by side here, whatever experiments they are of; ")
    main.raw("this needs JavaScript.</p>\n")
    writeExperiments(to: &main)
    main.raw("</div>\n")
    return frame.render("table", ["main": main])
  }

  private func writeExperiments(to writer: inout MarkupWriter) {
    let all = ExperimentList.newestFirst(site).filter { site.plan.experiments[$0].comparePage != nil }
    guard !all.isEmpty else { return }
    writer.raw("<section aria-labelledby=experiments><h2 id=experiments>Runs of one experiment side by side</h2>\n")
    if all.count > Self.limit {
      writer.raw("<p class=aside>")
      writer.safe("the latest \(Self.limit) of \(NumberText.grouped(all.count)) experiments</p>\n")
    }
    writer.raw("<ul class=plain>\n")
    for index in all.prefix(Self.limit) {
      guard let page = site.plan.experiments[index].comparePage else { continue }
      writer.raw("<li>")
      writer.link(
        PagePath.relative(from: SitePlan.compare, to: page), site.contents.experiments[index].experiment.name)
      writer.raw(" <span class=quiet>")
      writer.count(site.contents.experiments[index].runs.count, "run", "runs")
      writer.raw("</span></li>\n")
    }
    writer.raw("</ul></section>\n")
  }
}

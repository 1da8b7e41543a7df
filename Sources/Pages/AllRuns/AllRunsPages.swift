import Markup

/// Every run of the site, newest first, children below their parents, with its twins for machines.
struct AllRunsPages {
  let site: Site

  var pageCount: Int {
    max(1, (site.allRuns.count + SitePlan.allRunsPerPage - 1) / SitePlan.allRunsPerPage)
  }

  /// Page `number`, from 1.
  func write(page number: Int, to output: any SiteJob.Output) throws {
    try output.put(try page(number), at: SitePlan.allRuns(number))
  }

  private func page(_ number: Int) throws -> [UInt8] {
    let runs = site.allRunsInTrees
    let path = SitePlan.allRuns(number)
    var frame = PageFrame(
      site: site, path: path, section: .allRuns, title: number == 1 ? "All runs" : "All runs, page \(number)")
    if !runs.isEmpty { frame.script.table = site.allRunsTable }
    frame.script.compare = site.allRunsCompare
    frame.isLive = site.isLive
    var main = MarkupWriter()
    if runs.isEmpty {
      EmptyState.write("No runs yet", "The stores this site was built from hold no run.", to: &main)
    } else {
      let shown = (number - 1) * SitePlan.allRunsPerPage..<min(runs.count, number * SitePlan.allRunsPerPage)
      let pager = Pager(
        path: { SitePlan.allRuns($0) }, pageCount: pageCount, from: path, current: number, label: "runs")
      pager.write(to: &main, shown: shown, total: runs.count)
      try RunList(site: site, path: path, caption: "All runs, newest first", isMain: true).write(runs[shown], to: &main)
      pager.write(to: &main, shown: shown, total: runs.count)
    }
    var facts = MarkupWriter()
    facts.raw("<span>")
    facts.count(runs.count, "run", "runs")
    facts.raw("</span> ")
    site.statusCounts.write(to: &facts)
    return frame.render("table", ["facts": facts, "main": main, "twins": twins(from: path)])
  }

  private func twins(from path: String) -> MarkupWriter {
    var writer = TwinLinks.markup(from: path, [SitePlan.runsCSV, SitePlan.runsJSON, SitePlan.metricsJSON])
    if let compare = site.allRunsCompare {
      writer.raw(" · ")
      writer.link(PagePath.relative(from: path, to: compare), "compare runs side by side")
    }
    return writer
  }
}

import Digests
import Markup
import RunModel

/// A compute target: what runs and waits there, who ran when, totals by week, and all that is done.
struct ComputePages {
  let site: Site
  let plan: ComputePlan
  private let runs: [ComputeRun]
  private let rows: ComputeRows
  private let latest: Int64
  private let counts: StatusCounts

  init(site: Site, plan: ComputePlan) throws {
    self.site = site
    self.plan = plan
    var runs = try plan.runs.map { place in
      let entry = site.entry(place)
      let isParent = site.plan.run(place).children.contains { site.entry($0).computeTarget == plan.name }
      return ComputeRun(try site.source.digest(entry), at: place, state: site.state(entry), isParent: isParent)
    }
    latest = Self.latest(of: runs, now: site.contents.now.milliseconds)
    for index in runs.indices { runs[index].waitOn(until: latest) }
    counts = StatusCounts(plan.runs.map { site.state(site.entry($0)) })
    self.runs = runs
    rows = ComputeRows(runs) { site.plan.run($0).parent }
  }

  func write(to output: any SiteJob.Output) throws {
    for number in 1...pageCount { try output.put(try page(number), at: plan.page(number)) }
  }

  private var hasQueued: Bool { runs.contains { $0.waiting != nil } }

  private var pageCount: Int { max(1, (rows.rows.count + SitePlan.rowsPerPage - 1) / SitePlan.rowsPerPage) }

  private func page(_ number: Int) throws -> [UInt8] {
    let path = plan.page(number)
    var frame = PageFrame(
      site: site, path: path, section: .compute, title: number == 1 ? plan.name : "\(plan.name), page \(number)")
    frame.above = [("Compute", SitePlan.compute)]
    if number > 1 { frame.above.append((plan.name, plan.page)) }
    frame.isLive = site.isLive(counts)
    var facts = MarkupWriter()
    facts.raw("<span>")
    facts.count(runs.count, "run", "runs")
    facts.raw("</span> ")
    counts.write(to: &facts)

    let shown = (number - 1) * SitePlan.rowsPerPage..<min(rows.rows.count, number * SitePlan.rowsPerPage)
    let pager = Pager(path: plan.page, pageCount: pageCount, from: path, current: number, label: "runs")
    var main = MarkupWriter(reserving: 400 * shown.count)
    if number > 1 { pager.write(to: &main, shown: shown, total: rows.rows.count) }
    try writeUnderWay(shown.clamped(to: 0..<rows.underWayCount), isFirst: number == 1, path, to: &main)
    if number == 1 {
      try ComputeTimeline(site: site, target: plan, runs: runs, latest: latest).write(to: &main)
      ComputeTotals(
        target: plan, weeks: ComputeWeeks(runs, latest: latest), hasParents: runs.contains { $0.isParent }
      ).write(to: &main)
    }
    let done = shown.clamped(to: rows.underWayCount..<rows.rows.count)
    if !done.isEmpty {
      main.raw("<section aria-labelledby=done><h2 id=done>Finished</h2>\n")
      let table = ComputeTable(
        site: site, path: path, caption: "Finished runs, newest first", isUnderWay: false, hasQueued: hasQueued)
      try table.write(rows.rows[done], of: runs, to: &main)
      main.raw("</section>\n")
    }
    pager.write(to: &main, shown: shown, total: rows.rows.count)
    return frame.render("table", ["facts": facts, "main": main])
  }

  private func writeUnderWay(
    _ shown: Range<Int>, isFirst: Bool, _ path: String, to writer: inout MarkupWriter
  ) throws {
    guard isFirst || !shown.isEmpty else { return }
    writer.raw("<section aria-labelledby=now><h2 id=now>Running and queued</h2>\n")
    if shown.isEmpty {
      writer.raw("<p class=quiet>Nothing runs or waits here.</p>\n")
    } else {
      let table = ComputeTable(
        site: site, path: path, caption: "Runs that run or wait, newest first", isUnderWay: true, hasQueued: hasQueued)
      try table.write(rows.rows[shown], of: runs, to: &writer)
    }
    writer.raw("</section>\n")
  }

  /// The last moment of any run; one whose clock is ahead of the build does not count, unless all are.
  private static func latest(of runs: [ComputeRun], now: Int64) -> Int64 {
    let moments = runs.compactMap(\.last)
    return moments.filter { $0 <= now }.max() ?? moments.max() ?? now
  }
}

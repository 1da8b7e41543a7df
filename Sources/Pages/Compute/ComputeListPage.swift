import Analysis
import Digests
import Markup
import RunModel

/// All compute targets of the site: what runs and waits on each, and what was there.
struct ComputeListPage {
  let site: Site

  func render() -> [UInt8] {
    let targets = site.plan.targets
    var frame = PageFrame(site: site, path: SitePlan.compute, section: .compute, title: "Compute")
    frame.isLive = site.isLive
    var facts = MarkupWriter()
    facts.count(targets.count + site.plan.unlistedTargets, "compute target", "compute targets")
    if site.plan.unlistedTargets > 0 {
      facts.safe(", the latest \(NumberText.grouped(targets.count)) shown")
    }
    var main = MarkupWriter()
    main.raw("<div class=scroll tabindex=0 role=region aria-label=\"Compute targets\"><table class=runs>")
    main.raw("<caption class=hidden>Compute targets, latest activity first</caption>\n<thead><tr>")
    main.raw("<th scope=col class=t>Target<th scope=col>Running<th scope=col>Queued<th scope=col>Runs")
    main.raw("<th scope=col class=t>Status<th scope=col class=t>Latest activity (UTC)\n<tbody>\n")
    for target in targets { writeRow(target, to: &main) }
    main.raw("</table></div>\n")
    return frame.render("table", ["facts": facts, "main": main])
  }

  private func writeRow(_ target: ComputePlan, to writer: inout MarkupWriter) {
    let states = target.runs.map { site.state(site.entry($0)) }
    writer.raw("<tr><th scope=row class=t>")
    writer.link(PagePath.relative(from: SitePlan.compute, to: target.page), target.name)
    let running = states.count { $0 == .reported(.running) || $0 == .reported(.preparing) }
    for count in [running, states.count { $0 == .reported(.queued) }, states.count] {
      writer.raw("<td>")
      writer.safe(NumberText.grouped(count))
    }
    writer.raw("<td class=\"t counts\">")
    StatusCounts(states).write(to: &writer)
    writer.raw("<td class=t>")
    if let sign = target.runs.compactMap({ site.entry($0).lastSign }).max() { writer.time(sign) }
    writer.raw("\n")
  }
}

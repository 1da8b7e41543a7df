import Markup

/// All experiments of the site.
struct ExperimentsPage {
  let site: Site

  /// A list of more experiments than this is no page any more; the rest are reached through all runs.
  private static let rowLimit = 2000

  func render() throws -> [UInt8] {
    let total = site.contents.experiments.count
    var frame = PageFrame(site: site, path: SitePlan.experiments, section: .experiments, title: "Experiments")
    frame.isLive = site.isLive
    var facts = MarkupWriter()
    facts.count(total, "experiment", "experiments")
    if total > Self.rowLimit { facts.safe(", the latest \(NumberText.grouped(Self.rowLimit)) shown") }
    var main = MarkupWriter()
    if total == 0 {
      EmptyState.write("No experiments yet", "The stores this site was built from hold none.", to: &main)
    } else {
      try ExperimentList(site: site, path: SitePlan.experiments)
        .write(ExperimentList.newestFirst(site).prefix(Self.rowLimit), to: &main)
    }
    return frame.render("table", ["facts": facts, "main": main])
  }
}

import Diagnostics
import Digests
import Markup
import RunModel

/// The first page: when and from what the site was made, what needs a look, what is new.
struct OverviewPage {
  let site: Site

  private static let experimentRows = 20
  private static let listRows = 10

  func render() throws -> [UInt8] {
    var frame = PageFrame(
      site: site, path: SitePlan.overview, section: .overview, title: site.contents.title)
    let runs = site.allRuns
    frame.isLive = site.isLive
    guard !runs.isEmpty || !site.contents.experiments.isEmpty else {
      return frame.render("overview", ["facts": generated, "stores": stores, "empty": empty])
    }
    let troubled = runs.filter { ["failed", "stale"].contains(site.state(site.entry($0)).word) }
    return frame.render(
      "overview",
      [
        "facts": generated, "stores": stores, "counts": counts(runs),
        "views": ViewList(site: site, path: SitePlan.overview).markup, "experiments": try experiments(),
        "experimentsNote": shown(
          min(Self.experimentRows, site.contents.experiments.count),
          of: site.contents.experiments.count, "experiments", all: SitePlan.experiments),
        "troubled": try list(troubled, caption: "Failed and stale runs, newest first"),
        "troubledNote": shown(min(Self.listRows, troubled.count), of: troubled.count, "failed or stale runs", all: nil),
        "latest": try list(runs, caption: "Latest runs"),
        "latestNote": shown(min(Self.listRows, runs.count), of: runs.count, "runs", all: SitePlan.allRuns()),
      ])
  }

  /// The one place of the site that tells when it was made.
  private var generated: MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<span>Generated ")
    writer.timeSentence(site.contents.generatedAt)
    writer.raw("</span>")
    if let newest = site.contents.experiments.compactMap(\.lastSign).max() {
      writer.raw(" <span>latest activity ")
      writer.timeSentence(newest)
      writer.raw("</span>")
    }
    let warnings = site.contents.diagnostics.count { $0.severity == .warning }
    if warnings > 0 {
      writer.raw(" ")
      writer.link(SitePlan.buildNotes, "\(NumberText.grouped(warnings)) \(warnings == 1 ? "warning" : "warnings")")
    }
    return writer
  }

  private var stores: MarkupWriter {
    var writer = MarkupWriter()
    for (index, store) in site.contents.stores.enumerated() {
      let experiments = site.contents.experiments.filter { $0.store == index }
      writer.raw("<li><code>")
      writer.text(store.location)
      writer.raw("</code> <span class=quiet>")
      writer.text(store.formatName)
      writer.raw(", ")
      writer.count(experiments.count, "experiment", "experiments")
      writer.raw(", ")
      writer.count(experiments.reduce(0) { $0 + $1.runs.count }, "run", "runs")
      writer.raw("</span></li>\n")
    }
    return writer
  }

  private func counts(_ runs: [RunPlace]) -> MarkupWriter {
    var writer = MarkupWriter()
    writer.raw("<span>")
    writer.count(runs.count, "run", "runs")
    writer.raw("</span> ")
    site.statusCounts.write(to: &writer)
    let targets = site.plan.targets.count + site.plan.unlistedTargets
    if targets > 0 {
      writer.raw("<span>on ")
      writer.link(
        SitePlan.compute, "\(NumberText.grouped(targets)) compute \(targets == 1 ? "target" : "targets")")
      writer.raw("</span>")
    }
    return writer
  }

  private func experiments() throws -> MarkupWriter {
    var writer = MarkupWriter()
    try ExperimentList(site: site, path: SitePlan.overview, showsNotes: false)
      .write(ExperimentList.newestFirst(site).prefix(Self.experimentRows), to: &writer)
    return writer
  }

  private func list(_ runs: [RunPlace], caption: String) throws -> MarkupWriter {
    var writer = MarkupWriter()
    if !runs.isEmpty {
      try RunList(site: site, path: SitePlan.overview, caption: caption).write(runs.prefix(Self.listRows), to: &writer)
    }
    return writer
  }

  /// `10 of 53 runs`, with a link to all of them; nothing when all are shown.
  private func shown(_ shown: Int, of total: Int, _ label: String, all: String?) -> MarkupWriter {
    var writer = MarkupWriter()
    guard shown < total else { return writer }
    writer.safe("\(NumberText.grouped(shown)) of ")
    let text = "\(NumberText.grouped(total)) \(label)"
    if let all { writer.link(all, text) } else { writer.text(text) }
    return writer
  }

  private var empty: MarkupWriter {
    var writer = MarkupWriter()
    EmptyState.write(
      "No experiments yet",
      "The stores this site was built from hold no experiment and no run. Build again when they do.",
      to: &writer)
    return writer
  }
}

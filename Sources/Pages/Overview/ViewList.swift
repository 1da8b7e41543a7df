import Digests
import Markup
import RunModel
import Settings

/// The saved views of a site, each with the experiments it is for.
struct ViewList {
  /// Each view leads to so many experiments at most; their pages lead to the rest.
  private static let experimentLimit = 8

  let site: Site
  /// The page it stands on.
  let path: String

  /// Nothing where no view is for any experiment.
  var markup: MarkupWriter {
    var places: [Int: [(experiment: Int, plan: ViewPlan)]] = [:]
    for (experiment, plan) in site.plan.experiments.enumerated() {
      for view in plan.views { places[view.view, default: []].append((experiment, view)) }
    }
    var writer = MarkupWriter()
    guard !places.isEmpty else { return writer }
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=Views><table class=runs>")
    writer.raw("<caption class=hidden>Saved views</caption>\n<thead><tr><th scope=col class=t>View")
    writer.raw("<th scope=col class=t>Experiment<th scope=col class=t>Note\n<tbody>\n")
    for (number, view) in site.settings.views.enumerated() {
      if let pages = places[number] { writeRow(view, pages, to: &writer) }
    }
    writer.raw("</table></div>\n")
    return writer
  }

  private func writeRow(
    _ view: SavedView, _ pages: [(experiment: Int, plan: ViewPlan)], to writer: inout MarkupWriter
  ) {
    writer.raw("<tr><th scope=row class=t>")
    if pages.count == 1 {
      writer.link(PagePath.relative(from: path, to: pages[0].plan.page), view.name)
      writer.raw("<td class=t>")
      writer.link(
        PagePath.relative(from: path, to: site.plan.experiments[pages[0].experiment].page), name(pages[0].experiment))
    } else {
      writer.text(view.name)
      writer.raw("<td class=\"t wrap mixed\">")
      for (place, page) in pages.prefix(Self.experimentLimit).enumerated() {
        if place > 0 { writer.raw(" · ") }
        writer.link(PagePath.relative(from: path, to: page.plan.page), name(page.experiment))
      }
      if pages.count > Self.experimentLimit {
        writer.raw(" · ")
        writer.link(
          PagePath.relative(from: path, to: SitePlan.experiments),
          "\(NumberText.grouped(pages.count - Self.experimentLimit)) more")
      }
    }
    writer.textCell(view.note.map { NoteText.firstLine($0) } ?? "", limit: 100)
    writer.raw("\n")
  }

  private func name(_ experiment: Int) -> String { site.contents.experiments[experiment].experiment.name }
}

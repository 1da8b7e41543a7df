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
    var writer = MarkupWriter()
    var places: [Int: [(experiment: Int, plan: ViewPlan)]] = [:]
    for (experiment, plan) in site.plan.experiments.enumerated() {
      for view in plan.views { places[view.view, default: []].append((experiment, view)) }
    }
    for (number, view) in site.settings.views.enumerated() {
      guard let pages = places[number] else { continue }
      write(view, pages, to: &writer)
    }
    return writer
  }

  private func write(_ view: SavedView, _ pages: [(experiment: Int, plan: ViewPlan)], to writer: inout MarkupWriter) {
    writer.raw("<li>")
    if pages.count == 1 {
      writer.link(PagePath.relative(from: path, to: pages[0].plan.page), view.name)
      writer.raw(" <span class=quiet>")
      writer.text(name(pages[0].experiment))
    } else {
      writer.raw("<strong>")
      writer.text(view.name)
      writer.raw("</strong> <span class=quiet>")
      for (place, page) in pages.prefix(Self.experimentLimit).enumerated() {
        if place > 0 { writer.raw(" · ") }
        writer.link(PagePath.relative(from: path, to: page.plan.page), name(page.experiment))
      }
      if pages.count > Self.experimentLimit {
        writer.raw(" · ")
        writer.link(
          PagePath.relative(from: path, to: SitePlan.experiments),
          "\(NumberText.grouped(pages.count - Self.experimentLimit)) more experiments")
      }
    }
    if let note = view.note {
      let line = NoteText.firstLine(note)
      if !line.isEmpty {
        writer.raw(" — ")
        writer.text(String(line.prefix(200)))
      }
    }
    writer.raw("</span></li>\n")
  }

  private func name(_ experiment: Int) -> String { site.contents.experiments[experiment].experiment.name }
}

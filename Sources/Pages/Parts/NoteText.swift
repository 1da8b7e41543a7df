import Digests
import Markup
import Notes
import RunModel

/// Notes as pages show them.
enum NoteText {
  /// The first line, without markup, for a table cell.
  static func firstLine(_ markdown: String) -> String { NoteRenderer.firstLine(markdown) }

  /// The note of a run, with links that lead to the run's own files.
  ///
  /// - Parameters:
  ///   - page: the one it stands on; nil for the run's own.
  ///   - headingOffset: how deep the note stands in the page's headings.
  ///   - idPrefix: begins the ids in it; a page with several notes needs one for each.
  static func markup(
    _ markdown: String, of run: RunContext, from page: String? = nil, headingOffset: Int = 2, idPrefix: String = "note"
  ) -> MarkupWriter {
    NoteRenderer.html(
      markdown: markdown, headingOffset: headingOffset, idPrefix: idPrefix, hasLinks: run.isInSite
    ) { target, link in
      path(of: normal(target)[...], for: link, in: run)
        .map { PagePath.relative(from: page ?? run.plan.page, to: $0) }
    }
  }

  /// The note of an experiment, in which `<run>/<path>` leads to a run, by its name or id, and to its files.
  static func markup(_ markdown: String, of experiment: Int, in site: Site, page: String) -> MarkupWriter {
    let runs = site.contents.experiments[experiment].runs
    return NoteRenderer.html(markdown: markdown, headingOffset: 2) { target, link in
      let parts = normal(target).split(separator: "/", maxSplits: 1)
      guard let name = parts.first, let index = runs.firstIndex(where: { $0.name == name || $0.id == name })
      else { return nil }
      let plan = site.plan.experiments[experiment].runs[index]
      if parts.count == 1 { return PagePath.relative(from: page, to: plan.page) }
      let found = (try? RunContext(site: site, plan: plan)).flatMap { path(of: parts[1], for: link, in: $0) }
      return found.map { PagePath.relative(from: page, to: $0) }
    }
  }

  /// Where the site has a file of a run: its page where it has one and is not meant as a picture.
  private static func path(of file: Substring, for link: NoteLink, in run: RunContext) -> String? {
    guard let index = run.digest.files.firstIndex(where: { $0.path == file }) else { return nil }
    return link == .image ? run.files[index].copy : run.files[index].page ?? run.files[index].copy
  }

  /// `./outputs/../outputs/a%20b.png` → `outputs/a b.png`; a path that leaves the run names nothing.
  private static func normal(_ target: String) -> String {
    var parts: [Substring] = []
    for part in PercentDecoding.decode(target).split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return "" }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}

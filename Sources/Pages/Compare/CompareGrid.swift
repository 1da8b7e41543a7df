import Digests
import Markup
import RunModel

/// A table with a column for each compared run.
struct CompareGrid {
  let site: Site
  let experiment: Int
  /// The page it stands on.
  let path: String
  let view: ExperimentView
  let runs: [ComparedRuns.Member]
  let shape: ExperimentTableShape

  /// - Parameters:
  ///   - labels: how many columns say what a row is.
  ///   - marksBaseline: whether the first run is marked as the one others are compared with.
  ///   - rows: writes the table's rows, each with a cell for each run.
  func write(
    caption: StaticString, labels: Int = 1, marksBaseline: Bool = false, to writer: inout MarkupWriter,
    rows: (inout MarkupWriter) -> Void
  ) {
    writer.raw("<div class=scroll tabindex=0 role=region aria-label=\"")
    writer.raw(caption)
    writer.raw("\"><table class=\"runs compare\"><caption class=hidden>")
    writer.raw(caption)
    writer.raw("</caption>\n<thead><tr><td class=t")
    if labels > 1 { writer.safe(" colspan=\(labels)") }
    writer.raw(">")
    for (place, run) in runs.enumerated() {
      writer.raw("<th scope=col class=t>")
      writeName(run, to: &writer)
      if marksBaseline && place == 0 { writer.raw(" <span class=tag>baseline</span>") }
    }
    writer.raw("\n")
    rows(&writer)
    writer.raw("</table></div>\n")
  }

  /// A run's key and its name, linked.
  func writeName(_ run: ComparedRuns.Member, to writer: inout MarkupWriter) {
    writer.raw("<i class=\"k ")
    writer.safe(view.styles[run.run].classes)
    writer.raw("\"></i>")
    writer.runLink(link(run), run.digest.header.displayName)
    if run.digest.header.isDeleted { writer.raw(" <span class=tag>deleted</span>") }
  }

  /// The link to a run's page.
  func link(_ run: ComparedRuns.Member) -> String {
    PagePath.relative(from: path, to: site.plan.experiments[experiment].runs[run.run].page)
  }
}

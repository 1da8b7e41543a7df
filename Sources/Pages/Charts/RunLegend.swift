import Digests
import Markup
import RunModel

/// What each line of a chart is: colour, name, and the parameters that set the run apart.
struct RunLegend {
  let site: Site
  let index: Int
  /// The page it stands on.
  let path: String
  let view: ExperimentView
  /// How runs are named; nil for their names, with what sets them apart.
  var label: RunLabel?

  func write(_ runs: [(run: Int, digest: RunDigest)], to writer: inout MarkupWriter) {
    let telling = label == nil ? ParameterSplit.telling(runs.map(\.digest), among: view.differing.map(\.name)) : []
    writer.raw(label == nil ? "<ul class=legend>\n" : "<ul class=\"legend short\">\n")
    for (run, digest) in runs {
      writer.raw("<li><i class=\"k ")
      writer.safe(view.styles[run].classes)
      writer.raw("\"></i><a href=\"")
      writer.text(PagePath.relative(from: path, to: site.plan.experiments[index].runs[run].page))
      writer.raw("\">")
      writer.text(
        label?.text(of: digest, at: RunPlace(experiment: index, run: run), in: site) ?? digest.header.displayName)
      writer.raw("</a>")
      let told = telling.compactMap { name in digest.parameter(name).map { (name, $0) } }
      if !told.isEmpty {
        writer.raw(" <span class=quiet>")
        writer.text(told.map { "\($0.0.prefix(24)) \($0.1.prefix(24))" }.joined(separator: " · "))
        writer.raw("</span>")
      }
      writer.raw("</li>\n")
    }
    writer.raw("</ul>\n")
  }
}

import Markup

/// Leads from one of an experiment's pages to its saved views, and back to all its runs: a line of tabs.
struct ViewTabs {
  let plan: ExperimentPlan
  /// The page they stand on.
  let path: String
  /// The view the page belongs to; nil on the experiment's own.
  var current: ViewPlan?

  var markup: MarkupWriter {
    var writer = MarkupWriter()
    write("All runs", plan.page, isCurrent: current == nil, to: &writer)
    for view in plan.views { write(view.name, view.page, isCurrent: view.stem == current?.stem, to: &writer) }
    return writer
  }

  private func write(_ label: String, _ target: String, isCurrent: Bool, to writer: inout MarkupWriter) {
    writer.raw("<a href=\"")
    writer.text(PagePath.relative(from: path, to: target))
    writer.raw("\"")
    if isCurrent { writer.raw(target == path ? " aria-current=page" : " aria-current=true") }
    writer.raw(">")
    writer.text(label)
    writer.raw("</a>\n")
  }
}

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
    writer.navigationLink("All runs", to: plan.page, from: path, isCurrent: current == nil)
    writer.raw("\n")
    for view in plan.views {
      writer.navigationLink(view.name, to: view.page, from: path, isCurrent: view.stem == current?.stem)
      writer.raw("\n")
    }
    return writer
  }
}

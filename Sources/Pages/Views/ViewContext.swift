import Digests
import Settings

/// A saved view with the experiment it is a view of: what the parts of its pages share.
struct ViewContext {
  let site: Site
  /// Which of the site's experiments it is of.
  let index: Int
  let saved: SavedView
  /// The view's columns, as the experiment has them.
  let columns: ViewColumns
  /// The run that the others are compared with; nil where the view names none, or one that is not there.
  let baseline: Int?

  var experiment: ExperimentIndex { site.contents.experiments[index] }
  var plan: ExperimentPlan { site.plan.experiments[index] }
}

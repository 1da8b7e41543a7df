import Analysis
import Markup
import RunModel

/// The curves and matrices that the best child of a run logged, shown on the page of that one.
struct BestChild {
  private static let kinds: Set<MetricRecord.Kind> = [
    .confusionMatrix, .accuracyTable, .residuals, .predictions, .curve,
  ]

  private let all: ChildRuns

  init(_ all: ChildRuns) { self.all = all }

  /// Nothing where no child is best, or it logged none of them.
  var slots: PageSlots {
    get throws {
      guard let best = all.best else { return [:] }
      let plan = all.run.site.plan.run(all.children[best].place)
      let child = try RunContext(site: all.run.site, plan: plan)
      let records = RecordTables(run: child, kinds: Self.kinds, idPrefix: "best-curve").markup
      guard !records.isEmpty else { return [:] }
      var link = MarkupWriter()
      link.link(all.run.link(to: plan.page), all.name(of: best))
      return ["bestChild": link, "bestRecords": records]
    }
  }
}

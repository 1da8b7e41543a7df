import Digests
import RunModel
import RunTables

/// Sorts the run table of an experiment.
struct TableOrder {
  let site: Site
  let experiment: Int

  private var plan: ExperimentPlan { site.plan.experiments[experiment] }

  /// Siblings are sorted among themselves; a column no run has leaves the table as it is.
  func sorted(by sort: RunSort) throws -> [Int] {
    guard let key = try site.view(experiment).column(sort.key) else { return plan.order }
    let values = try plan.order.map { SortValue(try value(of: key, in: $0), in: key) }
    return sort.order(values, depths: plan.order.map { plan.runs[$0].depth }).map { plan.order[$0] }
  }

  /// What the index knows is taken from there, so that no digest is opened for it.
  private func value(of key: ColumnKey, in run: Int) throws -> CellValue? {
    let place = RunPlace(experiment: experiment, run: run)
    let entry = site.entry(place)
    switch key {
    case .fact(.run): return .text(entry.displayName)
    case .fact(.id): return .text(entry.id)
    case .fact(.status): return .text(site.state(entry).word)
    case .fact(.start): return entry.start.map { .number(Double($0.milliseconds)) }
    default: return try TableRow(site: site, place: place).value(of: key)
    }
  }
}

import Digests
import RunTables
import Settings

/// The columns a view names, as one experiment has them.
struct ViewColumns {
  let view: ExperimentView
  /// What the table has after the run.
  private(set) var shape: RunTableShape
  let sort: RunSort?
  let group: ColumnKey?
  /// The columns it names that no run here has, as they were written.
  let unknown: [String]
  /// Whether it says itself which columns it has.
  let areChosen: Bool

  init(_ saved: SavedView, in view: ExperimentView, runCount: Int, settings: Settings) {
    self.view = view
    sort = saved.sort.flatMap { sort in view.column(sort.key).map { RunSort($0, isDescending: sort.isDescending) } }
    group = saved.group.flatMap(view.column)
    let named = (saved.columns ?? []) + [saved.sort?.key, saved.group].compactMap { $0 }
    unknown = ViewColumns.unique(named.filter { view.column($0) == nil }.map(\.written))
    areChosen = saved.columns != nil
    if let columns = saved.columns {
      let keys = ViewColumns.unique(columns.compactMap(view.column)).filter {
        ![.fact(.run), .fact(.status)].contains($0)
      }
      shape = RunTableShape(hasStatus: !settings.hides(.fact(.status)), sections: ViewColumns.sections(keys, view))
    } else {
      shape = ExperimentTableShape(view, runCount: runCount, settings: settings).table
    }
  }

  /// The columns whose best value is marked.
  var ranked: [(metric: MetricColumn, aggregate: MetricAggregate)] {
    shape.sections.flatMap { section in
      guard case .metric(let metric) = section else { return [(MetricColumn, MetricAggregate)]() }
      return metric.ranked.map { [(metric.column, $0)] } ?? []
    }
  }

  /// Marks the best values of some runs in place of those of the experiment.
  mutating func mark(_ best: [ColumnKey: Double]) {
    shape = RunTableShape(
      hasStatus: shape.hasStatus,
      sections: shape.sections.map { section in
        guard case .metric(var metric) = section else { return section }
        metric.best = metric.ranked.flatMap { best[.metric(metric.column.name, $0)] }
        return .metric(metric)
      })
  }

  /// Neighbours of one metric, or of one kind, below one head.
  private static func sections(_ keys: [ColumnKey], _ view: ExperimentView) -> [RunTableSection] {
    let numeric = Set(view.digest.parameters.lazy.filter(\.isNumeric).map(\.name))
    var sections: [RunTableSection] = []
    for key in keys {
      let last = sections.last
      switch (key, last) {
      case (.metric(let name, let aggregate), .metric(var metric)?) where metric.column.name == name:
        metric.aggregates.append(aggregate)
        metric.isSingle = false
        sections[sections.count - 1] = .metric(metric)
      case (.metric(let name, let aggregate), _):
        guard let column = view.anyMetric(named: name) else { continue }
        sections.append(
          .metric(
            .init(
              column, isSingle: !column.isChartable && aggregate == .last, aggregates: [aggregate], hasTrend: false)))
      case (.parameter(let name), .parameters(let columns)?):
        sections[sections.count - 1] = .parameters(columns + [.init(name: name, isNumeric: numeric.contains(name))])
      case (.parameter(let name), _):
        sections.append(.parameters([.init(name: name, isNumeric: numeric.contains(name))]))
      case (.tag(let name), .tags(let columns)?):
        sections[sections.count - 1] = .tags(columns + [.init(name: name, isNumeric: false)])
      case (.tag(let name), _): sections.append(.tags([.init(name: name, isNumeric: false)]))
      case (.fact(let fact), .facts(let facts)?): sections[sections.count - 1] = .facts(facts + [fact])
      case (.fact(let fact), _): sections.append(.facts([fact]))
      case (.name, _): continue
      }
    }
    return sections
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}

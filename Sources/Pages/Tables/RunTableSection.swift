import RunTables

/// Columns of a run table that stand side by side below one head.
enum RunTableSection: Sendable {
  case metric(Metric)
  case parameters([Named])
  case tags([Named])
  case facts([RunFact])

  /// Some aggregates of one metric.
  struct Metric: Sendable {
    var column: MetricColumn
    /// No run logged it twice: last, min and max are one number and share a column.
    var isSingle: Bool
    /// Which of its aggregates have a column; only last where they are one number.
    var aggregates: [MetricAggregate]
    /// Whether its course is shown as a small line before them.
    var hasTrend: Bool
    /// The value that is marked as the best.
    var best: Double?

    init(_ column: MetricColumn, isSingle: Bool, aggregates: [MetricAggregate], hasTrend: Bool) {
      self.column = column
      self.isSingle = isSingle
      self.aggregates = aggregates
      self.hasTrend = hasTrend
      best = column.best
    }

    var columnCount: Int { aggregates.count + (hasTrend ? 1 : 0) }

    /// The aggregate whose best value is marked.
    var ranked: MetricAggregate? { aggregates.first { column.ranks(by: $0, isSingle: isSingle) } }
  }

  /// A parameter or a tag.
  struct Named: Sendable {
    var name: String
    /// All its values are numbers: they stand to the right.
    var isNumeric: Bool
  }

  var columnCount: Int {
    switch self {
    case .metric(let metric): metric.columnCount
    case .parameters(let columns), .tags(let columns): columns.count
    case .facts(let facts): facts.count
    }
  }

  /// The keys of its columns, in their order, and whether they have numbers; nil for a trend.
  var columns: [(key: ColumnKey, isNumeric: Bool)?] {
    switch self {
    case .metric(let metric):
      (metric.hasTrend ? [nil] : []) + metric.aggregates.map { (.metric(metric.column.name, $0), true) }
    case .parameters(let columns): columns.map { (.parameter($0.name), $0.isNumeric) }
    case .tags(let columns): columns.map { (.tag($0.name), false) }
    case .facts(let facts): facts.map { (.fact($0), $0 == .duration) }
    }
  }
}

/// What columns a table has beside the facts of runs.
public struct ColumnNames: Sendable {
  public let parameters: Set<String>
  public let metrics: Set<String>
  public let tags: Set<String>

  public init(
    parameters: some Sequence<String> = [], metrics: some Sequence<String> = [], tags: some Sequence<String> = []
  ) {
    self.parameters = Set(parameters)
    self.metrics = Set(metrics)
    self.tags = Set(tags)
  }

  /// The columns of several tables together.
  public func union(_ other: ColumnNames) -> ColumnNames {
    ColumnNames(
      parameters: parameters.union(other.parameters), metrics: metrics.union(other.metrics),
      tags: tags.union(other.tags))
  }

  /// What is wrong with a key that names no column of the table; nil if it names one.
  public func failure(of key: ColumnKey) -> FilterFailure? {
    find(key) == nil ? .unknownColumn(key: key.written, suggestion: suggestion(for: key)) : nil
  }

  /// The column a key names, a name without a prefix looked for in parameters, metrics and tags; nil if there is none.
  public func find(_ key: ColumnKey) -> ColumnKey? {
    switch key {
    case .fact: return key
    case .parameter(let name): return parameters.contains(name) ? key : nil
    case .tag(let name): return tags.contains(name) ? key : nil
    case .metric(let name, _): return metrics.contains(name) ? key : nil
    case .name(let name):
      if parameters.contains(name) { return .parameter(name) }
      if metrics.contains(name) { return .metric(name, .last) }
      if let (metric, aggregate) = ColumnKey.splitAggregate(name), metrics.contains(metric) {
        return .metric(metric, aggregate)
      }
      return tags.contains(name) ? .tag(name) : nil
    }
  }

  /// The key somebody meant who wrote another one, as it is written; nil if none is near.
  public func suggestion(for key: ColumnKey) -> String? {
    var nearest = NearestName(to: key.plain)
    for fact in RunFact.allCases { nearest.consider(fact.rawValue) }
    for (names, prefix) in [(parameters, "param."), (tags, "tag.")] {
      for name in names {
        nearest.consider(name)
        nearest.consider(prefix + name)
      }
    }
    for name in metrics {
      for start in [name, "metric." + name] {
        nearest.consider(start)
        for aggregate in MetricAggregate.allCases { nearest.consider(start + "." + aggregate.rawValue) }
      }
    }
    return nearest.name.map(ColumnKey.quoted)
  }
}

public import RunTables

extension ChartRequest {
  /// The columns it draws or names runs by.
  public var keys: [ColumnKey] {
    let drawn: [ColumnKey] =
      switch kind {
      case .line(let metric): [.metric(metric, .last)]
      case .bar(let key), .best(let key): [key]
      case .scatter(let x, let y): [x, y]
      case .parallel(let keys): keys
      }
    var named: [ColumnKey] = []
    if case .metric(let name) = x { named.append(.metric(name, .last)) }
    for case .key(let key) in legend?.pieces ?? [] { named.append(key) }
    return drawn + named
  }
}

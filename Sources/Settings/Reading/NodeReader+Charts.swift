import RunTables
internal import Yams

extension NodeReader {
  /// A chart of the settings; nil, and said why, where it has no kind.
  mutating func chart(_ node: Node, isInView: Bool) -> ChartRequest? {
    let before = problems.count
    let members = members(of: node, as: ChartKey.self)
    let kinds = members.filter { ChartKey.kinds.contains($0.key) }
    guard let first = kinds.first else {
      // A mistyped kind was told already.
      if problems.count == before {
        fail(node, "a chart needs one of " + ChartKey.kinds.map { "`\($0.rawValue)`" }.joined(separator: ", "))
      }
      return nil
    }
    for other in kinds.dropFirst() {
      fail(other.node, "a chart is of one kind, not `\(first.key.rawValue)` and `\(other.key.rawValue)`")
    }
    guard let kind = kind(first.key, first.node) else { return nil }
    var chart = ChartRequest(kind)
    for (key, node) in members where !ChartKey.kinds.contains(key) {
      guard isUsed(key, in: kind, isInView: isInView) else {
        let place =
          isInView && key == .experiment
          ? "a view says its own `experiment`" : "charts of `\(first.key.rawValue)` have none"
        fail(node, "`\(key.rawValue)` is not used here: \(place)")
        continue
      }
      option(key, node, of: &chart)
    }
    return chart
  }

  private func isUsed(_ key: ChartKey, in kind: ChartRequest.Kind, isInView: Bool) -> Bool {
    switch (key, kind) {
    case (.experiment, _): !isInView
    case (.x, .line), (.smoothing, .line), (.outliers, .line), (.outliers, .scatter), (.outliers, .bar): true
    case (.x, _), (.smoothing, _), (.outliers, _), (.log, .parallel): false
    default: true
    }
  }

  private mutating func option(_ key: ChartKey, _ node: Node, of chart: inout ChartRequest) {
    switch key {
    case .x: chart.x = text(node, "x").map(axis) ?? .step
    case .log:
      chart.log = word(node, "log", of: LogWord.self).map { .init(x: $0 == .x || $0 == .xy, y: $0 == .y || $0 == .xy) }
    case .smoothing: chart.smoothing = number(node, "smoothing", in: 0...0.99) ?? 0
    case .outliers: chart.clipsOutliers = word(node, "outliers", of: OutlierWord.self) == .clip
    case .legend: chart.legend = parsed(node, "legend", LegendTemplate.init)
    case .title: chart.title = text(node, "title")
    case .experiment: chart.experiment = text(node, "experiment").map(NamePattern.init)
    case .line, .bar, .scatter, .parallel, .best: break
    }
  }

  private func axis(_ text: String) -> ChartRequest.XAxis {
    switch text {
    case "step": .step
    case "time": .time
    case "wall": .wall
    default: .metric(text)
    }
  }

  private mutating func kind(_ key: ChartKey, _ node: Node) -> ChartRequest.Kind? {
    switch key {
    case .line: return text(node, "line").map { .line(metric: $0) }
    case .bar: return column(node, "bar").map { .bar($0) }
    case .best: return column(node, "best").map { .best($0) }
    case .scatter:
      let before = problems.count
      let keys = list(node, "scatter").compactMap { column($0, "scatter") }
      if keys.count == 2, problems.count == before { return .scatter(x: keys[0], y: keys[1]) }
      if problems.count == before { fail(node, "`scatter` takes two columns: `[x, y]`") }
    default:
      let before = problems.count
      let keys = list(node, "parallel").compactMap { parsed($0, "parallel", ColumnKey.init(parsing:)) }
      if keys.count > 1, problems.count == before { return .parallel(keys) }
      if problems.count == before { fail(node, "`parallel` takes two columns or more") }
    }
    return nil
  }

  /// A column of numbers.
  private mutating func column(_ node: Node, _ key: String) -> ColumnKey? {
    guard let column = parsed(node, key, ColumnKey.init(parsing:)) else { return nil }
    if case .fact(let fact) = column, fact.isText {
      fail(node, "`\(key)` takes columns of numbers, and `\(fact.rawValue)` is text")
      return nil
    }
    return column
  }
}

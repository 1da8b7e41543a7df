public import Fingerprints
import RunTables

// What pages depend on, piece by piece: a page takes in what it reads.

extension MetricRule {
  public func combine(into hasher: inout FingerprintHasher) {
    hasher.combine(pattern.text)
    hasher.combine(direction?.rawValue)
    hasher.combine(format?.written)
    hasher.combine(unit)
    hasher.combine(isHidden.map { $0 ? 1 : 0 } ?? 2)
  }
}

extension ChartRequest {
  public func combine(into hasher: inout FingerprintHasher) {
    let keys: [ColumnKey]
    switch kind {
    case .line(let metric):
      hasher.combine("line " + metric)
      keys = []
    case .bar(let key):
      hasher.combine("bar")
      keys = [key]
    case .scatter(let x, let y):
      hasher.combine("scatter")
      keys = [x, y]
    case .parallel(let all):
      hasher.combine("parallel")
      keys = all
    case .best(let key):
      hasher.combine("best")
      keys = [key]
    }
    hasher.combine(keys.count)
    for key in keys { hasher.combine(key.plain) }
    switch x {
    case .step: hasher.combine(0)
    case .time: hasher.combine(1)
    case .wall: hasher.combine(2)
    case .metric(let name):
      hasher.combine(3)
      hasher.combine(name)
    }
    hasher.combine(log.map { ($0.x ? 1 : 0) + ($0.y ? 2 : 0) } ?? 4)
    hasher.combine(smoothing.bitPattern)
    hasher.combine(clipsOutliers)
    hasher.combine(legend?.text)
    hasher.combine(title)
    hasher.combine(experiment?.text)
  }
}

extension SavedView {
  public func combine(into hasher: inout FingerprintHasher) {
    for text in [name, note, experiment?.text, filter?.text, sort?.written, group?.plain, baseline] {
      hasher.combine(text)
    }
    hasher.combine(runs.count)
    for run in runs { hasher.combine(run) }
    hasher.combine(columns?.count ?? -1)
    for key in columns ?? [] { hasher.combine(key.plain) }
    hasher.combine(charts.count)
    for chart in charts { chart.combine(into: &hasher) }
  }
}

extension Settings {
  /// Takes in which metrics are better higher or lower, and their units.
  public func combineDirections(into hasher: inout FingerprintHasher) {
    for rule in metrics where rule.direction != nil || rule.unit != nil {
      hasher.combine(rule.pattern.text)
      hasher.combine(rule.direction?.rawValue)
      hasher.combine(rule.unit)
    }
  }

  /// Takes in what is said of metrics.
  func combineMetrics(into hasher: inout FingerprintHasher) {
    hasher.combine(metrics.count)
    for rule in metrics { rule.combine(into: &hasher) }
  }

  /// Takes in what is said of metrics, and of columns and order of run tables.
  public func combineTables(into hasher: inout FingerprintHasher) {
    combineMetrics(into: &hasher)
    hasher.combine(hiddenColumns.count)
    for pattern in hiddenColumns { hasher.combine(pattern.written) }
    hasher.combine(sort?.written)
  }
}
